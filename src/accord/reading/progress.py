"""Read how far something is, and who says so.

In:  a scene; the pack's rules `progress` (a cue; values: state, and on which side of it the thing stands),
     `progress_plan`, `progress_part` and `speech`, its lists of things (`project_heads`, `things`).
Out: progress in text order. A plan is a commitment and no progress; a claim of one side is shown as its claim.
"""

import re
from collections.abc import Iterator

import msgspec

from accord.langs import Hit, match
from accord.langs.told import claimed_by, party_of
from accord.model.page import Sentence
from accord.model.reading import Progress, Span
from accord.model.terms import State
from accord.reading.page.cues import cues_in
from accord.reading.page.scene import Scene, covered, dates_in, money_in_span

__all__ = ["find_progress"]

_LONGEST = 140  # characters of a thing's name
_CLAUSE = re.compile(r"[,;:.“”\"(–—]\s*|\b(?:that|said|but|while|where|although|though|because|since|whose)\s+")
_AND = re.compile(r"(?:^|\s)and\s*$")
_LINK = re.compile(r"(?:which|that)?\s*$")  # a relative clause: the thing stands before it
_ADVERB = re.compile(
    r"(?:In|On|By|At|During|Since|Last|This|Earlier)\s+(?:the\s+)?[\ue006\ue007]+,?\s*"  # a covered date
    r"|(?:In|At|On)\s+the\s+(?:meantime|same\s+\w+),?\s*|(?:Meanwhile|However|Also|Then|And|But|and),?\s+"
)
_END = re.compile(
    r"[,.;:)]|\s(?:in|on|and|with|for|at|by|to|which|that|after|before|because|as|when|while|from|worth|last|this|today"
    r"|yesterday|under|during|within|over|until)\s|\s[\ue006\ue007]"
)
_WORKS_OF = re.compile(r"(?:[Ww]orks?|[Cc]onstruction|[Bb]uilding|opening|laying)$")
_OUTSIDE = re.compile(r"\s(?:for|with|to|in|at|by|between|from)\s")  # what follows says more of a thing than its head
_NO_THING = ("event",)  # kinds of things that begin and end, but are not built


class _Told(msgspec.Struct, frozen=True):
    hit: Hit
    thing: Span
    state: State


def find_progress(scene: Scene) -> tuple[Progress, ...]:
    """Return what the page says of the state of things."""
    found: list[Progress] = []
    for sentence in scene.page.sentences:
        if sentence.kind == "prose":
            for told in _told(scene, covered(scene, sentence)):
                found.append(_progress(f"g{len(found) + 1}", told, sentence, scene))
    return tuple(found)


def _told(scene: Scene, words: str) -> list[_Told]:
    """Return what a sentence tells, in text order; of overlapping cues the first and longest."""
    hits = sorted(match(scene.pack.rules, words, kind="progress"), key=lambda h: (h.found.start(), -h.found.end()))
    found: list[_Told] = []
    last = 0
    for hit in hits:
        if hit.found.start() < last:
            continue
        thing = _after(words, hit) if hit.rule.values["side"] == "after" else _before(words, hit, found)
        if thing and _is_thing(scene, words, thing) and not _is_plan(scene, words, hit):
            found.append(_Told(hit, thing, _state(scene, words, hit, thing)))
            last = hit.found.end()
    return found


def _before(words: str, hit: Hit, told: list[_Told]) -> Span | None:
    """Return the thing that stands before a cue: its clause's subject; after 'and' or 'which' the one spoken of before."""
    end = len(words[: hit.found.start()].rstrip())
    cuts = [m.end() for m in _CLAUSE.finditer(words, max(0, end - _LONGEST), end)]
    start = cuts[-1] if cuts else max(0, end - _LONGEST)
    if _AND.search(words[start:end]):
        return told[-1].thing if told else None
    if cuts and _LINK.fullmatch(words[start:end]):
        end = len(words[: cuts[-1]].rstrip(" ,"))
        start = max([m.end() for m in _CLAUSE.finditer(words, max(0, end - _LONGEST), end)], default=0)
    front = _ADVERB.match(words, start, end)
    start = front.end() if front else start
    return _trimmed(words, start, end)


def _after(words: str, hit: Hit) -> Span | None:
    """Return the thing that stands after a cue, up to the end of its noun phrase; 'the works on the quay' goes on."""
    start = hit.found.end()
    stop = min(len(words), start + _LONGEST)
    end = _END.search(words, start, stop)
    if (
        end
        and _WORKS_OF.search(words[start : end.start()])
        and words[end.start() :].startswith((" on ", " of ", " at "))
    ):
        end = _END.search(words, end.end(), stop)
    return _trimmed(words, start, end.start() if end else stop)


def _trimmed(words: str, start: int, end: int) -> Span | None:
    while start < end and not (words[start].isalnum() or "\ue000" <= words[start] <= "\ue009"):
        start += 1
    while end > start and words[end - 1] in " ,.;:":
        end -= 1
    return (start, end) if end > start else None


def _is_thing(scene: Scene, words: str, thing: Span) -> bool:
    """Whether words name something that can be built, run or agreed: a head of the lists, not only an event."""
    plain = _OUTSIDE.split(words[slice(*thing)])[0]
    kinds = [kind for _, _, kind in cues_in(plain, scene.pack.tables["project_heads"], "kind")]
    kinds += [kind for _, _, kind in cues_in(plain, scene.pack.tables["things"], "kind")]
    return any(kind not in _NO_THING for kind in kinds)


def _is_plan(scene: Scene, words: str, hit: Hit) -> bool:
    """Whether it has not happened: a modal, a denial or a condition stands before the cue in its clause."""
    start = hit.found.start()
    cuts = [m.end() for m in _CLAUSE.finditer(words, max(0, start - _LONGEST), start)]
    clause = words[cuts[-1] if cuts else max(0, start - _LONGEST) : start]
    return any(match(scene.pack.rules, clause, kind="progress_plan"))


def _state(scene: Scene, words: str, hit: Hit, thing: Span) -> State:
    """Return the state that the cue says; what is delivered is so in part where the thing is a part of one."""
    state: State = hit.rule.values["state"]
    part = any(match(scene.pack.rules, words[slice(*thing)], kind="progress_part"))
    return "partly_delivered" if part and state == "delivered" else state


def _progress(identity: str, told: _Told, sentence: Sentence, scene: Scene) -> Progress:
    start, end = (sentence.start + at for at in told.thing)
    dates = dates_in(scene, sentence.start, sentence.end)
    money = money_in_span(scene, sentence.start, sentence.end)
    near = min(dates, key=lambda d: abs(d.start - sentence.start - told.hit.found.end()), default=None)
    return Progress(
        id=identity,
        rule=told.hit.rule.id,
        party=party_of(scene.cast.standings, sentence),
        object=scene.page.content[start:end],
        state=told.state,
        claim_by=claimed_by(_speech(sentence, scene), scene.cast.standings, scene.page.content, sentence),
        date=near.date if near else None,
        amount=money[0].money if len(money) == 1 else None,
        evidence=((sentence.start, sentence.end),),
    )


def _speech(sentence: Sentence, scene: Scene) -> Iterator[Hit]:
    return match(scene.pack.rules, covered(scene, sentence), kind="speech")
