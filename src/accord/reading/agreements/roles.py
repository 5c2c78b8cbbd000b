"""Find who agrees where no rule of a whole construction fits: by what stands before and behind each party of a clause.

In:  a scene and a sentence that may tell of an agreement.
Out: acts of agreeing, each with the parties that hold a place of one who agrees.

A rule of a whole construction is surer; this catches the many ways in which a clause may be put together. Before the
verb a party is a side unless a preposition or a possessive sets it aside; behind the document it is one if a word such
as 'with' brings it in, or if it stands in one list with such a party.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from accord.langs import Hit, match
from accord.model.page import Sentence, Standing
from accord.reading.page.scene import Scene, acting_standings, standings_in

__all__ = ["acts"]

_FRONT = 90  # characters before a party in which the word stands that gives it its place
_BROUGHT_IN = {
    "trade": "trade",
    "lending": "lending",
    "passive": "doer",
}  # kind of the words that bring a side in, by value of the act
_BACK = 1_500  # characters before a sentence in which those whom it does not name were named
_BRACKET = re.compile(r"\s*\([^()]*$")
_REACH = 400  # characters behind the act in which the other side is named


def acts(scene: Scene, sentence: Sentence, words: str, *, kind: str) -> Iterator[tuple[Hit, tuple[str, ...]]]:
    """Yield the acts of a covered sentence with the ids of those who agree, two or more.

    Args:
        scene: The page.
        sentence: One of its sentences.
        words: The sentence, covered.
        kind: `act`, or `second` for a further document of the same verb: its subject is the first one's.
    """
    here = acting_standings(scene, sentence)
    if not here:
        return
    sides = _Sides(scene, sentence, words, here)
    every = sorted(match(scene.pack.rules, words, kind="act"), key=lambda h: h.found.start())
    first = sides.before(every[0]) if every else []
    for hit in match(scene.pack.rules, words, kind=kind):
        before = sides.before(hit) if kind == "act" and not sides.is_later(hit) else first
        within, behind = sides.within(hit), sides.behind(hit)
        if hit.rule.values.get("passive") and len(behind) > 1:
            within = []  # signed by those, whatever lies 'between Melbourne and Launceston'
        behind = [*within, *behind]
        if hit.rule.values.get("object") and not (before and behind):
            continue  # who lends, buys or awards does so to somebody
        found = (*before, *behind)
        if not before and len(behind) == 1 and behind[0].named:
            found = (*sides.elided(hit, behind[0]), *behind)
        parties = tuple(dict.fromkeys(p for s in found for p in s.parties))
        if not set(sides.named_own(hit)) <= set(parties):
            continue  # 'A and B announced that C will build' tells of C
        if len(parties) > 1 and not (hit.rule.values.get("undocumented") and _is_wish(scene, words, found)):
            yield hit, parties


def _is_wish(scene: Scene, words: str, found: Sequence[Standing]) -> bool:
    """Whether an act without a document is a hope or a term of an agreement told elsewhere, or names nobody."""
    return not all(s.named or len(s.parties) == 1 for s in found) or any(match(scene.pack.rules, words, kind="wish"))


def _beginning(hit: Hit) -> int:
    """Return where the verb of an act begins, or its document where that comes first."""
    return min((hit.span(group) or hit.span() or (0, 0))[0] for group in ("what", "verb"))


class _Sides:
    """The parties of one clause, and what stands around each."""

    def __init__(self, scene: Scene, sentence: Sentence, words: str, here: Sequence[Standing]) -> None:
        """Keep the clause; offsets of its parties are those of the covered words."""
        self._scene, self._words, self._here = scene, words, here
        self._offset = sentence.start

    def before(self, hit: Hit) -> list[Standing]:
        """Return the list of parties that stands nearest before the act and is not set aside."""
        at = _beginning(hit)
        start = max(self._clause_start(at), at - _REACH)
        kept: list[Standing] = []
        for party, last in reversed(list(self._pairs(start, at))):
            if kept and not self._is(self._gap(party.end - self._offset, kept[-1]), "listed"):
                break
            if self._is_set_aside(party, last):
                continue
            kept.append(party)
        return kept[::-1] or self._owners(start, at)

    def elided(self, hit: Hit, other: Standing) -> list[Standing]:
        """Return the side that the clause leaves to what was said before: 'It also signed a contract with B'."""
        tellers = [s for s in self._here if s.parties != other.parties and self._is(self._back(s), "told_by")]
        if tellers:
            return tellers[:1]
        if not self._is(self._words[: _beginning(hit)] or " ", "pronoun"):
            return []
        earlier = standings_in(self._scene.cast.standings, max(0, self._offset - _BACK), self._offset)
        told = [s for s in earlier if s.named and len(s.parties) == 1 and s.parties != other.parties]
        counts = Counter(s.parties for s in told)
        most = [s for s in told if counts[s.parties] == max(counts.values())]
        return most[-1:] if most and max(counts.values()) > 1 else []

    def _owners(self, start: int, at: int) -> list[Standing]:
        """Return the nearest party that only owns who acts: a firm whose unit signs."""
        return [party for party, _ in self._pairs(start, at) if self._owns(party)][-1:]

    def named_own(self, hit: Hit) -> tuple[str, ...]:
        """Return the parties that a rule wants among those who agree (its group `own`); none where it asks for none."""
        span = hit.span("own")
        within = [
            s for s in self._here if span and span[0] <= s.start - self._offset and s.end - self._offset <= span[1]
        ]
        return tuple(party for one in within for party in one.parties)

    def is_later(self, hit: Hit) -> bool:
        """Return whether a verb stands right behind a semicolon or 'and', so that its subject is that of the first."""
        verb = hit.span("plan") or hit.span("verb") or (0, 0)
        return self._is(self._words[: verb[0]] or " ", "goes_on")

    def within(self, hit: Hit) -> list[Standing]:
        """Return the parties between the document and its verb: 'the agreement between A and B was signed'."""
        what, verb = hit.span("what"), hit.span("verb")
        if not what or not verb or what[1] >= verb[0]:
            return []
        kept: list[Standing] = []
        for party, last in self._pairs(what[1], verb[0]):
            front = self._front(party, what[1])
            if (
                self._goes_with(kept, last, party)
                or self._is(front, "beside")
                or (hit.rule.values.get("trade") and self._is(front, "trade"))
            ):
                kept.append(party)
        return kept

    def behind(self, hit: Hit) -> list[Standing]:
        """Return the parties that stand behind the verb and are brought in by a word, or by one that is."""
        verb = hit.span("verb") or (0, 0)
        values = hit.rule.values
        kinds = ["beside", *(kind for key, kind in _BROUGHT_IN.items() if values.get(key))]
        end = self._clause_end(max(verb[1], hit.found.end()))
        kept: list[Standing] = []
        owner: Standing | None = None
        for party, last in self._pairs(verb[1], end):
            front = self._front(party, verb[0])
            owned = owner is not None and last is owner and self._owns(owner)
            whole = self._words[verb[1] : party.start - self._offset]
            direct = values.get("object") and not kept and last is None and self._is(whole, "object")
            if direct and not values.get("lending") and self._is(self._back(party), "attributive"):
                continue
            if values.get("lending") and not direct and self._is(self._back(party), "whose_things"):
                continue
            brought = any(self._is(front, kind) for kind in kinds) or (
                values.get("passive") and self._is(front, "held")
            )
            if direct or owned or self._goes_with(kept, last, party) or (brought and not self._owns(party)):
                kept.append(party)
            owner = party if brought and self._owns(party) else None
        return kept

    def _goes_with(self, kept: Sequence[Standing], last: Standing | None, party: Standing) -> bool:
        """Whether a party stands in one list with the one kept last, right before it."""
        return bool(kept) and last is kept[-1] and self._is(self._gap(kept[-1].end - self._offset, party), "listed")

    def _pairs(self, start: int, end: int) -> Iterator[tuple[Standing, Standing | None]]:
        """Yield the parties within a stretch, each with the one before it; a short form in brackets is no other party."""
        last = None
        for party in self._here:
            if start <= party.start - self._offset and party.end - self._offset <= end:
                if last and last.parties == party.parties and _BRACKET.match(self._gap(last.end - self._offset, party)):
                    continue
                yield party, last
                last = party

    def _is_set_aside(self, party: Standing, last: Standing | None) -> bool:
        front = self._front(party, 0)
        if self._presents(party):
            return False
        if self._is(front, "held"):
            return last is not None and self._is(self._gap(last.end - self._offset, party), "owned")  # 'X's head of Y'
        if self._owns(party):
            return True
        gap = self._gap(last.end - self._offset, party) if last else ""
        if last and party.named and gap == ", " and self._is(self._front(last, 0), "aside"):
            return True  # 'of Guelph, Ontario,'
        if last and self._is(gap, "listed"):
            return False
        return self._is(front, "aside") and not self._is(front, "beside")

    def _front(self, party: Standing, start: int) -> str:
        at = party.start - self._offset
        return self._words[max(start, at - _FRONT) : at]

    def _gap(self, end: int, party: Standing) -> str:
        return self._words[end : party.start - self._offset]

    def _back(self, party: Standing) -> str:
        return self._words[party.end - self._offset : party.end - self._offset + _FRONT]

    def _owns(self, party: Standing) -> bool:
        return self._is(self._back(party), "belongs")

    def _presents(self, party: Standing) -> bool:
        return self._is(self._back(party), "presents")

    def _is(self, words: str, kind: str) -> bool:
        return any(match(self._scene.pack.rules, words, kind=kind))

    def _clause_start(self, at: int) -> int:
        return self._words.rfind(";", 0, at) + 1

    def _clause_end(self, at: int) -> int:
        stop = self._words.find(";", at)
        return min(stop if stop >= 0 else len(self._words), at + _REACH)
