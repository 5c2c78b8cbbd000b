"""Make facts of what a plain reader found: names, agreements, meetings, posts, undertakings.

In:  what a plain reader found, sentence by sentence.
Out: `Facts`. Names are one party where they are alike; agreements are one where their parties are.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from accord.model.reading import Agreement, Commitment, Facts, Meeting, Party, Post
from accord.tsv import read_table

__all__ = ["Act", "Office", "Promise", "facts_of", "sectors_in"]

_SECTORS = Path(__file__).parents[1] / "data" / "baseline_sectors.tsv"


class Act(msgspec.Struct, frozen=True):
    """An agreement or a meeting that a sentence tells of; `kind` says which, `values` the rest of its row."""

    kind: str
    parties: tuple[str, ...]
    span: tuple[int, int]
    values: dict[str, Any] = {}


class Office(msgspec.Struct, frozen=True):
    """A person with a title, and the body that stands beside it."""

    person: str
    post: str
    body: str | None
    span: tuple[int, int]


class Promise(msgspec.Struct, frozen=True):
    """A sentence that undertakes something, and the name that stands first in it."""

    span: tuple[int, int]
    actors: tuple[str, ...]
    modality: str


def facts_of(
    acts: Sequence[Act], offices: Sequence[Office], promises: Sequence[Promise], aliases: dict[str, str]
) -> Facts:
    """Return the facts; a page is relevant where it has an agreement or a meeting, and only then has undertakings."""
    every = [name for act in acts for name in act.parties] + [name for one in promises for name in one.actors]
    whole = list(dict.fromkeys(aliases.get(name, name) for name in every))
    ids = {name: f"p{n}" for n, name in enumerate(whole, 1)}
    called = {name: (name, *(short for short, long in aliases.items() if long == name)) for name in whole}
    parties = tuple(Party(ids[n], n, called[n], _kind(n), None, ()) for n in whole)  # type: ignore[arg-type]

    def known(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(ids[aliases.get(name, name)] for name in names))

    agreements: dict[tuple[str, ...], Agreement] = {}
    meetings: dict[tuple[str, ...], Meeting] = {}
    for act in acts:
        who, same = known(act.parties), tuple(sorted(known(act.parties)))
        if len(who) < 2:
            continue
        if act.kind == "meeting":
            meetings.setdefault(same, _meeting(f"m{len(meetings) + 1}", act, who))
        else:
            agreements.setdefault(same, _agreement(f"a{len(agreements) + 1}", act, who))
    relevant = bool(agreements or meetings)
    return Facts(
        relevant=relevant,
        parties=parties,
        agreements=tuple(agreements.values()),
        meetings=tuple(meetings.values()),
        posts=tuple(
            Post(f"o{n}", "plain", one.person, one.post, one.body, None, (one.span,), 0.5)
            for n, one in enumerate(offices, 1)
        ),
        commitments=tuple(_commitment(f"c{n}", one, known(one.actors)) for n, one in enumerate(promises, 1))
        if relevant
        else (),
    )


def sectors_in(words: str, language: str) -> tuple[str, ...]:
    """Return the sectors of which a sentence holds a word."""
    return tuple(code for code, cue in _sectors(language) if cue.search(words))


@cache
def _sectors(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["sector"], re.compile(row[language], re.I)) for row in read_table(_SECTORS).rows)


def _agreement(identity: str, act: Act, who: tuple[str, ...]) -> Agreement:
    empty: dict[str, Any] = {"title": None, "ordinal": None, "since": None, "date": None, "place": None, "amount": None}
    empty |= {"signatories": (), "sectors": (), "status": "signed"}
    rest: dict[str, Any] = {"because": (), "doubts": (), "confidence": 0.5}
    return Agreement(
        id=identity, rule="plain", kind=act.kind, parties=who, evidence=(act.span,), **(empty | act.values), **rest
    )  # type: ignore[arg-type]


def _meeting(identity: str, act: Act, who: tuple[str, ...]) -> Meeting:
    date, place = act.values.get("date"), act.values.get("place")
    return Meeting(identity, "plain", "meeting", date, place, who, (act.span,), (), (), 0.5)


def _commitment(identity: str, one: Promise, actors: tuple[str, ...]) -> Commitment:
    return Commitment(
        id=identity, rule="plain", start=one.span[0], end=one.span[1], actors=actors, agreement=None,
        modality=one.modality, instrument="other", sectors=(), due=None, amount=None, doubts=(), confidence=0.5,
    )  # type: ignore[arg-type]  # fmt: skip


_KINDS = (
    ("university", ("University", "College", "School", "大学", "学院")),
    ("institute", ("Institute", "Academy", "Laboratory", "研究院", "研究所", "科学院")),
    ("finance", ("Bank", "Fund", "银行", "基金")),
    ("government", ("City", "Province", "County", "Ministry", "Government", "省", "市", "区", "县", "政府", "部")),
    ("association", ("Association", "Chamber", "协会", "商会")),
)


def _kind(name: str) -> str:
    return next((kind for kind, ends in _KINDS if name.endswith(ends) or name.startswith(ends)), "enterprise")
