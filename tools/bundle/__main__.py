"""`python -m tools.bundle`: make the zips that install accord without internet."""

import argparse
import sys
from pathlib import Path

from tools.bundle.fetching import FetchError
from tools.bundle.making import IncompleteError, make
from tools.bundle.platforms import described

_TELLING = """example:
  python -m tools.bundle --platform windows-x64 --python 3.13

exit codes: 0 all bundles are written; 1 one could not be made; 2 the call was wrong
"""


def main() -> int:
    """Return the exit code."""
    platforms = described()
    pythons = next(iter(platforms.values())).pythons
    asking = argparse.ArgumentParser(
        prog="python -m tools.bundle",
        description="Make the zips that install accord without internet, one for each platform.",
        epilog=_TELLING,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    asking.add_argument("--platform", action="append", choices=list(platforms), help="only this one; may be repeated")
    asking.add_argument("--python", action="append", choices=list(pythons), help="only for this one; may be repeated")
    asking.add_argument("--to", type=Path, default=Path("dist"), help="folder that they are written to (dist)")
    asked = asking.parse_args()
    for name in asked.platform or platforms:
        try:
            zipped = make(platforms[name], asked.python or pythons, asked.to)
        except (FetchError, IncompleteError) as error:
            print(f"{name}: {error}", file=sys.stderr)
            return 1
        print(f"{zipped} ({zipped.stat().st_size / 1024 / 1024:,.0f} MB)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
