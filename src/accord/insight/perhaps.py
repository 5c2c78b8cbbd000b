"""What may be a session of a mechanism: meetings in which a member takes part, sentences that say that a body met.

In:  the members, the day on which it was set up, what people have answered.
Out: plain records with their words; nothing counts until a person has said so.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from accord.follow.states import states_said
from accord.model.dates import PartialDate, interval
from accord.register import Asking
from accord.register.asking.mechanisms import meetings_of, named_together
from accord.register.asking.states import decided_links

__all__ = ["Answered", "answered", "may_be_sessions"]

Answered = frozenset[tuple[str, int, int]]  # documents and where the words stand that people have answered

_SIGN = "met"  # of `follow/states/data/signs.tsv`: a body that meets
_LATELY = 30  # documents that name two members and are looked through for such a sentence: the newest


def may_be_sessions(
    asking: Asking, members: Sequence[int], set_up: PartialDate | None, own: Container[str], told_of: Answered
) -> list[dict[str, Any]]:
    """Return what may be a session and nobody has answered, the newest first.

    Args:
        asking: One state of the register.
        members: Rows of the bodies that take part.
        set_up: The day after which a session can have been; without one nothing is returned.
        own: Ids of the documents that tell of the setting up.
        told_of: The words that people have answered.
    """
    known = interval(set_up) if set_up else None
    if known is None:
        return []
    since = known[1].isoformat()
    told = [{**each, "day": _day(each)} for each in meetings_of(asking, members, since)]
    told += [each for each in _met(asking, members, since) if not any(_overlap(each, other) for other in told)]
    still = [each for each in told if each["document"] not in own and not _is_answered(each, told_of)]
    return sorted(still, key=lambda each: (each["day"] or "", each["id"]), reverse=True)


def _met(asking: Asking, rows: Sequence[int], since: str) -> Iterable[dict[str, Any]]:
    """Yield the sentences of documents that name two members and say that a body met."""
    for found in named_together(asking, rows, since, _LATELY):
        content = found.pop("content")
        for start, end, day in _meets(content, found["published"]):
            yield {
                **found, "id": f"{found['document']}:{start}", "kind": "meeting", "place": None, "parties": [], "start": start,
                "end": end, "quote": content[start:end], "day": day or found["published"],
            }  # fmt: skip


@lru_cache(maxsize=2048)
def _meets(content: str, published: PartialDate | None) -> tuple[tuple[int, int, PartialDate | None], ...]:
    """Return where a text says as a fact that a body met, and on which day: sentences, each once."""
    said = (one for one in states_said(content, published=published) if one.sign == _SIGN and one.mood == "fact")
    found = {one.sentence: one.date for one in said}
    return tuple((start, end, day if day and interval(day) else None) for (start, end), day in found.items())


def _is_answered(one: Mapping[str, Any], told_of: Answered) -> bool:
    return any(_overlap(one, {"document": at, "start": start, "end": end}) for at, start, end in told_of)


def _overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    same = one["document"] == other["document"]
    return same and bool(one["start"] < other["end"] and other["start"] < one["end"])


def _day(meeting: Mapping[str, Any]) -> PartialDate | None:
    """Return the day of a meeting; the day on which it is told where its own has no year."""
    told: PartialDate | None = meeting["date"]
    return told if told and interval(told) else meeting["published"]


def answered(asking: Asking, ids: Iterable[str]) -> Answered:
    """Return the words of which people have said whether they are of one of these mechanisms."""
    asked = set(ids)
    return frozenset((document, start, end) for (id_, document, start, end) in decided_links(asking) if id_ in asked)
