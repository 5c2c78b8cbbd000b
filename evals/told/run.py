"""Measure how often a sentence of later news is told in the state that it gives its promise.

In:  the tables `en.tsv` and `zh.tsv` of this folder: promises, sentences, states.
Out: shares that are right, by language and voice, with 90 % intervals; with `--errors` those of the shown half, one a line.
"""

import argparse
import hashlib
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from accord.follow.linking import Later, Promise
from accord.follow.linking.scoring import known
from accord.follow.linking.statements import statements_of
from accord.follow.linking.telling import Told, told_of
from accord.tsv import read_table

__all__ = ["LANGUAGES", "Saying", "main", "sayings", "state_of", "told_alone"]

LANGUAGES = ("en", "zh")
_FOLDER = Path(__file__).parent
_ABOUT = "Measure how often a sentence of later news is told in the state that it gives its promise."
_Z = 1.645  # of a 90 % interval


class Saying(msgspec.Struct, frozen=True):
    """A sentence of later news: in whose voice, of which promise, the state that it gives that."""

    language: str
    voice: str
    state: str
    promise: str
    sentence: str

    @property
    def is_shown(self) -> bool:
        """Whether rules may be made of it: the half whose sha256 ends in an odd digit; the other is counted only."""
        return int(hashlib.sha256(self.sentence.encode()).hexdigest()[-1], 16) % 2 == 1


def sayings(language: str) -> Iterator[Saying]:
    """Yield the sentences of a language in order."""
    for row in read_table(_FOLDER / f"{language}.tsv").rows:
        yield Saying(language, **row)


def told_alone(sentence: str, promise: str) -> Told | None:
    """Return what a document of one sentence tells of a promise; None where it is no statement."""
    made = Promise(
        id="c1", kind="commitment", document="d1", source="d1.txt", span=(0, len(promise)), quote=promise, title="",
        around=promise, names="", agreement="", parties=frozenset(), bodies=frozenset(), said="2020-01-01", amount="",
    )  # fmt: skip
    later = Later(
        document="d2", source="d2.txt", title="", text=sentence, published="2026-05-06", bodies={}, agreements={}
    )
    found = statements_of(later)
    return told_of(found[0], known(made)) if found else None


def state_of(one: Saying) -> str | None:
    """Return the state in which a sentence alone is told; None where it is no statement."""
    told = told_alone(one.sentence, one.promise)
    return told.state if told else None


def main(words: Sequence[str] | None = None) -> int:
    """Print the shares."""
    ask = argparse.ArgumentParser(prog="python -m evals.told", description=_ABOUT)
    ask.add_argument("--errors", action="store_true", help="also what is told wrongly in the shown half")
    asked = ask.parse_args(words)
    for language in LANGUAGES:
        every = [(one, state_of(one)) for one in sayings(language)]
        for name, shown in (("shown", True), ("kept", False)):
            half = [(one, told) for one, told in every if one.is_shown is shown]
            voices = sorted({one.voice for one, _ in half})
            parts = ", ".join(f"{voice} {_share([x for x in half if x[0].voice == voice])}" for voice in voices)
            print(f"{language} {name}: {_share(half)} of {len(half)}; {parts}")
        for one, told in every if asked.errors else ():
            if one.is_shown and told != one.state:
                print("\t".join((one.state, str(told), one.promise, one.sentence)))
    return 0


def _share(told: Sequence[tuple[Saying, str | None]]) -> str:
    """Return the share that is right, with its interval (Wald)."""
    right = sum(one.state == state for one, state in told) / len(told)
    return f"{right:.3f} ±{_Z * math.sqrt(right * (1 - right) / len(told)):.3f}"
