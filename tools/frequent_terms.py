"""Write which terms the project's own news say often: `python tools/frequent_terms.py`.

In:  `evals/more/news`, `examples/news`, the open chains of `evals/follow`: texts of the kind, in our own words.
Out: `src/accord/follow/linking/data/frequent.tsv`: terms that stand in at least `LEAST` stories, and in how many. A document is
     a story; all documents of a chain are one, for they repeat its names.
"""

from collections import Counter
from pathlib import Path

from accord.follow.linking.words import written

HERE = Path(__file__).parent.parent
FOLDERS = ("evals/more/news", "examples/news")
OUT = HERE / "src/accord/follow/linking/data/frequent.tsv"
CHAINS = "evals/follow/open"
LEAST = 3  # a term of one or two stories may be the name of what they tell of


def main() -> None:
    """Count, and write."""
    files = [file for folder in FOLDERS for file in sorted((HERE / folder).rglob("*.txt"))]
    chains = [sorted(folder.glob("*.txt")) for folder in sorted((HERE / CHAINS).iterdir())]
    stories = [[file] for file in files] + chains
    counts = Counter(term for story in stories for term in written("\n".join(map(_text, story))))
    rows = sorted((term, count) for term, count in counts.items() if count >= LEAST)
    remark = f"# Terms that stand in {LEAST} or more of {len(stories)} stories in the project's own words, and in how many of them.\n"
    made = (
        "# Made by tools/frequent_terms.py from evals/more/news, examples/news and the open chains of evals/follow.\n"
    )
    OUT.write_text(remark + made + "term\tdocuments\n" + "".join(f"{term}\t{count}\n" for term, count in rows), "utf-8")


def _text(file: Path) -> str:
    return file.read_text("utf-8", "replace")


if __name__ == "__main__":
    main()
