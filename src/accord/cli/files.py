"""Write a file whole or not at all.

In:  a path.
Out: a stream; the file stands at the path once all is written.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from accord.cli.options import saying

__all__ = ["fresh"]


@contextmanager
def fresh(path: Path) -> Iterator[BinaryIO]:
    """Yield a stream whose bytes stand at the path once all are written, and nowhere if not."""
    partial = path.with_name(f"{path.name}.partial")
    with saying(f"{path} cannot be written"):
        try:
            with partial.open("wb") as stream:
                yield stream
            os.replace(partial, path)
        finally:
            partial.unlink(missing_ok=True)
