"""Measure how often a sentence of later news is told in the state that it gives its promise.

In:  the tables `en.tsv` and `zh.tsv` of this folder: promises, sentences, states.
Out: shares of the kept half that are right, by language and voice, with 90 % intervals, and by signs alone; with `--errors`
     what is not right of the shown one, on which weights are fitted (`python -m evals.told.fit` tells shares of what it left out).
"""

import argparse
import hashlib
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from accord.follow.linking import Later, Promise
from accord.follow.linking.scoring import known
from accord.follow.linking.statements import Statement, statements_of
from accord.follow.linking.telling import Told, told_by_signs
from accord.follow.linking.verdicts import told_of
from accord.tsv import read_table

__all__ = [
    "FIRST",
    "LANGUAGES",
    "Saying",
    "made",
    "main",
    "sayings",
    "state_of",
    "stated",
    "told_alone",
    "told_by_signs_alone",
]

LANGUAGES = ("en", "zh")
_FOLDER = Path(__file__).parent
_ABOUT = "Measure how often a sentence of later news is told in the state that it gives its promise."
FIRST = (
    "agencies",
    "local",
    "portals",
    "regional",
    "abroad",
    "city",
    "county",
    "official",
)  # voices of which half is kept
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
        """Whether rules may be made and weights be fitted of it: of the first voices the half whose sha256 ends in an odd digit.

        The other half is counted only. Of voices that came later all is shown; they are judged by the weights of the others.
        """
        return self.voice not in FIRST or int(hashlib.sha256(self.sentence.encode()).hexdigest()[-1], 16) % 2 == 1


def sayings(language: str) -> Iterator[Saying]:
    """Yield the sentences of a language in order."""
    for row in read_table(_FOLDER / f"{language}.tsv").rows:
        yield Saying(language, **row)


def made(promise: str) -> Promise:
    """Return a promise of which nothing is known but its words."""
    return Promise(
        id="c1", kind="commitment", document="d1", source="d1.txt", span=(0, len(promise)), quote=promise, title="",
        around=promise, names="", agreement="", parties=frozenset(), bodies=frozenset(), said="2020-01-01", amount="",
    )  # fmt: skip


def stated(sentence: str) -> Statement | None:
    """Return what a document of one sentence says; None where it is no statement."""
    later = Later(
        document="d2", source="d2.txt", title="", text=sentence, published="2026-05-06", bodies={}, agreements={}
    )
    return next(iter(statements_of(later)), None)


def told_alone(sentence: str, promise: str) -> Told | None:
    """Return what a document of one sentence tells of a promise; None where it is no statement."""
    found = stated(sentence)
    return told_of(found, known(made(promise))) if found else None


def told_by_signs_alone(sentence: str, promise: str) -> Told | None:
    """Return what the signs of such a document tell, without what its wording weighs."""
    found = stated(sentence)
    return told_by_signs(found, known(made(promise))) if found else None


def state_of(one: Saying) -> str | None:
    """Return the state in which a sentence alone is told; None where it is no statement."""
    told = told_alone(one.sentence, one.promise)
    return told.state if told else None


def state_by_signs(one: Saying) -> str | None:
    """Return the state that the signs of a sentence tell; None where it is no statement."""
    told = told_by_signs_alone(one.sentence, one.promise)
    return told.state if told else None


def main(words: Sequence[str] | None = None) -> int:
    """Print the shares."""
    ask = argparse.ArgumentParser(prog="python -m evals.told", description=_ABOUT)
    ask.add_argument("--errors", action="store_true", help="also what is told wrongly in the shown half")
    asked = ask.parse_args(words)
    for language in LANGUAGES:
        every = [(one, state_of(one)) for one in sayings(language)]
        kept = [(one, told) for one, told in every if not one.is_shown]
        voices = sorted({one.voice for one, _ in kept})
        parts = ", ".join(f"{voice} {_share([x for x in kept if x[0].voice == voice])}" for voice in voices)
        signs = [(one, state_by_signs(one)) for one, _ in kept]
        print(f"{language} kept: {_share(kept)} of {len(kept)}; {parts}; by signs alone {_share(signs)}")
        for one, told in every if asked.errors else ():
            if one.is_shown and told != one.state:
                print("\t".join((one.state, str(told), one.promise, one.sentence)))
    return 0


def _share(told: Sequence[tuple[Saying, str | None]]) -> str:
    """Return the share that is right, with its interval (Wald)."""
    if not told:
        return "nothing"
    right = sum(one.state == state for one, state in told) / len(told)
    return f"{right:.3f} ±{_Z * math.sqrt(right * (1 - right) / len(told)):.3f}"
