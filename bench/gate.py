"""The literal gate beside other ways to look for the same words: megabytes a second on one thread.

In:  generated articles of both languages, a hundredth of them relevant, none of them near misses, as one text an article.
Out: rates of the gate, of `re` with the same literals, of `rg` and `grep` with them over one file. The others only look for words; the
gate also asks which stand beside each other. `rg` and `grep` are measured whole, start-up included; their processor time counts.
"""

import re
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from accord.langs import PACKS, load_pack
from bench.archive import Mix, article
from bench.measure import in_turns

__all__ = ["gate"]

_ARTICLES = 10_000
_ROUNDS = 3


def gate() -> dict[str, Any]:
    """Return the rates by way, and what share of the articles the gate lets through."""
    mix = Mix(near=0)
    made = [article(number, mix.kind(number)) for number in range(_ARTICLES)]
    texts = [f"{one['title']} {one['text']}".replace("\n", " ").encode() for one in made]
    gates = [load_pack(code).gate for code in PACKS]
    words = sorted({row["literal"] for code in PACKS for row in load_pack(code).tables["gate"] if row["says"] != "not"})
    expression = re.compile("|".join(map(re.escape, words)).encode())
    passed = sum(any(one(text) for one in gates) for text in texts)
    ours, theirs = in_turns(
        lambda: [any(one(text) for one in gates) for text in texts], lambda: [expression.search(t) for t in _low(texts)]
    )
    size = sum(map(len, texts)) / 1e6
    rates: dict[str, Any] = {"accord's gates": round(size / ours, 1), "re, the same words": round(size / theirs, 1)}
    for program, options in (("rg", ["-j1"]), ("grep", [])):
        rates[f"{program}, the same words"] = _program(program, options, texts, words)
    return {"articles": _ARTICLES, "MB": round(size, 1), "words": len(words), "pass": passed, "MB a second": rates}


def _low(texts: list[bytes]) -> list[bytes]:
    return [text.lower() for text in texts]


def _program(program: str, options: list[str], texts: list[bytes], words: list[str]) -> float | str:
    """Return the rate of a program that counts lines with one of the words; a sentence where it is not installed."""
    if shutil.which(program) is None:
        return "not installed here"
    with tempfile.TemporaryDirectory() as folder:
        lines, listed = Path(folder) / "lines", Path(folder) / "words"
        lines.write_bytes(b"\n".join(texts) + b"\n")
        listed.write_text("\n".join(words) + "\n", "utf-8")
        command = [program, *options, "-c", "-i", "-F", "-f", str(listed), str(lines)]
        taken = [_processor_s(lambda: subprocess.run(command, capture_output=True)) for _ in range(_ROUNDS)]
    return round(sum(map(len, texts)) / 1e6 / median(taken), 1)


def _processor_s(work: Callable[[], object]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
