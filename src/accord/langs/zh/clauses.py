"""Say who acts before a verb: the parties and persons of its clause, and of the clause before where it leaves them out.

In:  a scene, a sentence, and where in it the verb stands.
Out: `Actors`. 与乙 without a subject has that of the clause before; who only watches, or owns who acts, is left out.
"""

import re
from collections.abc import Sequence

import msgspec

from accord.langs.masks import PARTY_COVERS
from accord.langs.rules import match
from accord.langs.zh.scene import Scene, covered, within
from accord.model.page import Name, Sentence, Standing

__all__ = ["Actors", "actors_before", "bare", "clause_before", "named_in"]

_BRACKETS = re.compile(r"（[^（）]{0,80}）|《[^《》]{0,120}》")
_PARTED = re.compile(r"[，：；。！？\n]")
_JOINT = re.compile(r"(?:与|和|同|跟|及|携手|联合|联手)$")
_LISTED = re.compile(r"(?:、|以及|及)$")
_WIRE = re.compile(r"(?:电|讯|消息|报道)\s*$")
_MOST = 6  # clauses before the verb in which its subject is looked for
_TWO = 2
_BLANK = "\0"
_OWNER = 24  # characters behind a name that say that it owns the next one


class Actors(msgspec.Struct, frozen=True):
    """Who acts.

    Attributes:
        parties: Ids, each once, in order.
        persons: Persons who act in the clause of the verb.
        start: Where, in the sentence, the first clause begins that names them.
        asked: Whether they were found in the clause of the verb itself.
    """

    parties: tuple[str, ...] = ()
    persons: tuple[Name, ...] = ()
    start: int = 0
    asked: bool = False


class _Clause(msgspec.Struct, frozen=True):
    start: int
    end: int
    watching: bool


def actors_before(scene: Scene, sentence: Sentence, at: int) -> Actors:
    """Return who acts in the clause that a verb at `at` (an offset of the sentence) closes, and in those it leans on."""
    words = bare(scene, covered(scene, sentence))[:at]
    clauses = _clauses(scene, words)
    own = _acting(scene, sentence, words, clauses[0])
    last = Actors(_ids(own), _persons(scene, sentence, words, clauses), clauses[0].start)
    led = bool(own) and bool(_JOINT.search(words[last.start : own[0].start - sentence.start].rstrip()))
    if len(last.parties) >= _TWO and not led:
        return msgspec.structs.replace(last, asked=True)
    return _with_subject(scene, sentence, words, clauses, last)


def clause_before(scene: Scene, sentence: Sentence, at: int) -> Actors:
    """Return who acts in the clause of a verb alone, with the persons before it that its list of persons goes on from."""
    words = bare(scene, covered(scene, sentence))[:at]
    clauses = _clauses(scene, words)
    persons = _persons(scene, sentence, words, clauses)
    listed = [c for c in clauses if any(c.start <= p.start - sentence.start < c.end for p in persons)] or clauses[:1]
    own = [s for c in listed for s in _acting(scene, sentence, words, c)]
    return Actors(_ids(sorted(own, key=lambda s: s.start)), persons, listed[-1].start)


def bare(scene: Scene, words: str) -> str:
    """Return a covered sentence with what stands in brackets and titles, and who only watches (在甲见证下), blanked."""
    words = _BRACKETS.sub(lambda found: found.group()[0] + _BLANK * (len(found.group()) - 2) + found.group()[-1], words)
    for hit in match(scene.pack.rules, words, kind="adjunct"):
        start, end = hit.found.span()
        words = words[:start] + _BLANK * (end - start) + words[end:]
    return words


def named_in(scene: Scene, sentence: Sentence, start: int, end: int) -> tuple[str, ...]:
    """Return the parties named in a stretch of a sentence, each once; of 甲省乙局 only the body."""
    every = within(scene.cast.standings, sentence.start + start, sentence.start + end)
    kept = [s for n, s in enumerate(every) if not (n + 1 < len(every) and every[n + 1].start == s.end and s.named)]
    return _ids(kept)


def _with_subject(scene: Scene, sentence: Sentence, words: str, clauses: Sequence[_Clause], last: Actors) -> Actors:
    """Return the actors with those of the clauses before: the first side of a pair, or the whole of one."""
    for clause in clauses[1:]:
        told = words[clause.start : clause.end]
        if clause.watching or _WIRE.search(told):
            continue
        before = _acting(scene, sentence, words, clause)
        if not before:
            continue
        subject = _ids(_first_side(words, sentence, before)) if last.parties else _ids(before)
        both = tuple(dict.fromkeys((*subject, *last.parties)))
        if len(both) >= _TWO:
            return Actors(both, last.persons, clause.start)
        last = msgspec.structs.replace(last, parties=both, start=clause.start)
    return last


def _clauses(scene: Scene, words: str) -> list[_Clause]:
    """Return the clauses before a verb, the last one first; words such as 见证 begin a new one."""
    cuts: dict[int, bool] = {found.end(): False for found in _PARTED.finditer(words)}
    for hit in match(scene.pack.rules, words, kind="front"):
        cuts[hit.found.end()] = cuts.get(hit.found.end(), False) or bool(hit.rule.values.get("watching"))
    ends = sorted(cuts)
    found: list[_Clause] = []
    end = len(words)
    watching = False
    for start in reversed([0, *ends]):
        if start < end or not found:
            found.append(_Clause(start, end, watching))
        watching, end = cuts.get(start, False), start
        if len(found) > _MOST:
            break
    return found


def _acting(scene: Scene, sentence: Sentence, words: str, clause: _Clause) -> list[Standing]:
    """Return where parties act in a clause: not as places, owners, fronts of names, or what is agreed about."""
    told = words[clause.start : clause.end]
    about = min((hit.found.start() for hit in match(scene.pack.rules, told, kind="about")), default=len(told))
    every = [
        s
        for s in within(scene.cast.standings, sentence.start + clause.start, sentence.start + clause.end)
        if words[s.start - sentence.start] in PARTY_COVERS
    ]
    ahead = [s for s in every if s.start - sentence.start - clause.start < about]
    every = ahead if len(ahead) >= _TWO or not every else every
    return [s for n, s in enumerate(every) if not _is_owner(scene, sentence, words, s, every[n + 1 :])]


def _is_owner(scene: Scene, sentence: Sentence, words: str, one: Standing, behind: Sequence[Standing]) -> bool:
    if not behind:
        return False
    end, begin = one.end - sentence.start, behind[0].start - sentence.start
    if begin == end:
        return True
    if begin - end > _OWNER:
        return False
    return any(match(scene.pack.rules, words[end : begin + 1], kind="owner"))


def _first_side(words: str, sentence: Sentence, standings: Sequence[Standing]) -> list[Standing]:
    """Return the first party of a clause and those listed with it: 甲、乙 of 甲、乙与丙."""
    side = [standings[0]]
    for one in standings[1:]:
        if not _LISTED.search(words[side[-1].end - sentence.start : one.start - sentence.start]):
            break
        side.append(one)
    return side


def _persons(scene: Scene, sentence: Sentence, words: str, clauses: Sequence[_Clause]) -> tuple[Name, ...]:
    """Return the persons of the last clause, and of those before it that its list of persons goes on from."""
    found: list[Name] = []
    for clause in clauses:
        if clause.watching:
            break
        persons = within(scene.cast.persons, sentence.start + clause.start, sentence.start + clause.end)
        own = [p for p in persons if words[p.start - sentence.start] != _BLANK]
        if clause is not clauses[0] and not (own and own[-1].end == sentence.start + clause.end - 1):
            break
        found = [*own, *found]
        if not own:
            break
    return tuple(found)


def _ids(standings: Sequence[Standing]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(party for s in standings for party in s.parties))
