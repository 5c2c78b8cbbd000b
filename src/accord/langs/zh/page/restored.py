"""Give facts back in the words of the text, from those in plain words.

In:  facts whose offsets are those of the plain words, and the text.
Out: the same facts with offsets of the text; names, persons and places as they stand there.
"""

from typing import TypeVar

import msgspec

from accord.langs.zh.page.scene import Scene
from accord.model.reading import Facts, Party, Span

__all__ = ["restored"]

_T = TypeVar("_T")


def restored(facts: Facts, scene: Scene, content: str) -> Facts:
    """Return the facts with the text's own words and offsets."""
    if scene.text == content:
        return facts
    as_written = _as_written(facts, scene, content)
    moved = _moved(facts, scene, as_written)
    return msgspec.structs.replace(moved, parties=tuple(_party(p, scene, content) for p in facts.parties))


def _as_written(facts: Facts, scene: Scene, content: str) -> dict[str, str]:
    """Return how the text writes each plain string of the facts: where it stands first."""
    told = {n.text for n in scene.names}
    told |= {s for p in facts.posts for s in (p.post, p.organization) if s}
    told |= {a.title for a in facts.agreements if a.title} | {a.place for a in facts.agreements if a.place}
    told |= {m.place for m in facts.meetings if m.place}
    told |= {p.name for p in facts.projects} | {m.name for m in facts.mechanisms} | {g.object for g in facts.progress}
    found = {}
    for words in told:
        at = scene.text.find(words)
        if at >= 0:
            start, end = scene.plain.span(at, at + len(words))
            found[words] = content[start:end]
    return found


def _moved(value: _T, scene: Scene, as_written: dict[str, str]) -> _T:
    """Return a value with all its spans moved and its strings as written."""
    if isinstance(value, msgspec.Struct):
        fields = {name: _moved(getattr(value, name), scene, as_written) for name in value.__struct_fields__}
        if "start" in fields and "end" in fields:
            fields["start"], fields["end"] = scene.plain.span(value.start, value.end)  # type: ignore[attr-defined]
        return msgspec.structs.replace(value, **fields)
    if isinstance(value, tuple):
        if len(value) == 2 and all(isinstance(one, int) for one in value):
            return scene.plain.span(*value)  # type: ignore[return-value]
        return tuple(_moved(one, scene, as_written) for one in value)  # type: ignore[return-value]
    if isinstance(value, str):
        return as_written.get(value, value)  # type: ignore[return-value]
    return value


def _written(name: str, scene: Scene, content: str) -> str | None:
    """Return how the text writes a name that stands within others only: 南京市, of 南京市人民政府."""
    at = scene.text.find(name)
    return content[slice(*scene.plain.span(at, at + len(name)))] if at >= 0 else None


def _party(party: Party, scene: Scene, content: str) -> Party:
    spans: list[Span] = [scene.plain.span(*span) for span in party.mentions]
    told = {content[a:b]: scene.text[c:d] for (a, b), (c, d) in zip(spans, party.mentions, strict=True)}
    first = next((written for written, simple in told.items() if simple == party.name), party.name)
    hidden = (_written(name, scene, content) for name in party.names if name not in told.values())
    names = tuple(dict.fromkeys((first, *told, *(name for name in hidden if name))))
    return msgspec.structs.replace(party, name=first, names=names, mentions=tuple(spans))
