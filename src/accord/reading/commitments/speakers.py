"""Follow who speaks, and under what: the context of each unit of a page.

In:  the units of a page in order, each with its names covered; the pack's rules `speech`, `speech_on` and `scope`.
Out: for each unit who speaks, and whether it stands under "according to the agreement".

A speaker goes on to the end of the paragraph, and into the next where that begins with a word of going on.
"""

from collections.abc import Iterator

import msgspec

from accord.langs import Pack, match
from accord.model.reading import Span

__all__ = ["Speech", "Unit", "speeches"]


class Unit(msgspec.Struct, frozen=True):
    """A sentence or an item of a list, with its names covered.

    Attributes:
        bullet: The kind of mark of an item with which it begins: `1`, `a`, `*`, `line` for a line of its own, or none.
        opens: It opens its paragraph.
        goes_on: It goes on in the sentence of the unit before, after a semicolon.
    """

    start: int
    end: int
    paragraph: int
    words: str
    bullet: str = ""
    goes_on: bool = False
    opens: bool = True


class Speech(msgspec.Struct, frozen=True):
    """The context of one unit.

    Attributes:
        person: Where the person who speaks is named, as offsets of the document; None where none does.
        body: Where the body that speaks is named.
        agreed: Whether the unit stands under an agreement.
        listed: Whether it is an item of a list of what was agreed.
        fresh: Whether the unit itself says who speaks; else it goes on from the one before.
        lead: The words that announced the list.
        marks: The mark of the words that announced the list, and that of its items, once the first is read.
    """

    person: Span | None = None
    body: Span | None = None
    agreed: bool = False
    listed: bool = False
    fresh: bool = False
    lead: Span | None = None
    marks: tuple[str, str | None] = ("", None)


def speeches(units: list[Unit], pack: Pack) -> Iterator[tuple[Unit, Speech]]:
    """Yield each unit with its context."""
    speech, paragraph = Speech(), -1
    for unit in units:
        if unit.paragraph != paragraph:
            speech = _next_paragraph(speech, unit, pack)
            paragraph = unit.paragraph
        speech = _listen(speech, unit, pack)
        yield unit, speech
        if any(hit.rule.values.get("list") for hit in match(pack.rules, unit.words, kind="scope")):
            speech = msgspec.structs.replace(
                speech, agreed=True, listed=True, lead=(unit.start, unit.end), marks=(unit.bullet, None)
            )


def _next_paragraph(speech: Speech, unit: Unit, pack: Pack) -> Speech:
    goes_on = any(match(pack.rules, unit.words, kind="speech_on"))
    if speech.listed:
        return (
            msgspec.structs.replace(speech, marks=(speech.marks[0], unit.bullet))
            if _is_item(speech, unit)
            else Speech()
        )
    return msgspec.structs.replace(speech, agreed=False) if goes_on else Speech()


def _is_item(speech: Speech, unit: Unit) -> bool:
    """Return whether the paragraph is an item of the list: it bears the mark of the first, which the lead does not bear."""
    lead, first = speech.marks
    if unit.bullet:
        return unit.bullet == first or (first is None and unit.bullet != lead)
    return not first and len(unit.words) < _ITEM


_ITEM = 240  # characters; a longer paragraph is no item of a list


def _listen(speech: Speech, unit: Unit, pack: Pack) -> Speech:
    """Return the context with what the unit itself says of it."""
    speech = msgspec.structs.replace(speech, fresh=False)
    for hit in match(pack.rules, unit.words, kind="speech"):
        person, body = hit.span("speaker"), hit.span("body")
        if person or body:
            speech = Speech(person=_moved(person, unit), body=_moved(body, unit), fresh=True)
            break
    if any(match(pack.rules, unit.words, kind="scope")):
        speech = msgspec.structs.replace(speech, agreed=True)
    return speech


def _moved(span: tuple[int, int] | None, unit: Unit) -> Span | None:
    return (unit.start + span[0], unit.start + span[1]) if span else None
