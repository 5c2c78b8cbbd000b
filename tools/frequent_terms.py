"""Write which terms the project's own news say often: `python tools/frequent_terms.py`.

In:  `evals/more/news`, `examples/news`: texts of the kind, in our own words.
Out: `src/accord/follow/linking/data/frequent.tsv`: terms that stand in at least `LEAST` documents, and in how many.
"""

from collections import Counter
from pathlib import Path

from accord.follow.linking.words import written

HERE = Path(__file__).parent.parent
FOLDERS = ("evals/more/news", "examples/news")
OUT = HERE / "src/accord/follow/linking/data/frequent.tsv"
LEAST = 3  # a term of one or two documents may be the name of what they tell of


def main() -> None:
    """Count, and write."""
    texts = [file for folder in FOLDERS for file in sorted((HERE / folder).rglob("*.txt"))]
    counts = Counter(term for file in texts for term in written(file.read_text("utf-8", "replace")))
    rows = sorted((term, count) for term, count in counts.items() if count >= LEAST)
    remark = f"# Terms that stand in {LEAST} or more of {len(texts)} documents of the project's own news, and in how many of them.\n"
    made = "# Made by tools/frequent_terms.py from evals/more/news and examples/news.\n"
    OUT.write_text(remark + made + "term\tdocuments\n" + "".join(f"{term}\t{count}\n" for term, count in rows), "utf-8")


if __name__ == "__main__":
    main()
