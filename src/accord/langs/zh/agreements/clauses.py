"""Say who acts before a verb: the parties and persons of its clause, and of the clause before where it leaves them out.

In:  a scene, a sentence, and where in it the verb stands.
Out: `Actors`. 与乙 without a subject has that of the clause before; who only watches, or owns who acts, is left out.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from accord.langs.masks import PARTY_COVERS, slot_pattern
from accord.langs.rules import match
from accord.langs.zh.page.scene import Scene, covered, within
from accord.model.page import Name, Sentence, Standing

__all__ = ["Actors", "actors_before", "bare", "clause_before", "is_front", "named_in"]

_BRACKETS = re.compile(r"（[^（）]{0,80}）|《[^《》]{0,120}》")
_PARTED = re.compile(r"[，：；。！？\n]")
_JOINT = re.compile(r"(?:与|和|同|跟|及|携手|联合|联手)由?$")
_LISTED = re.compile(r"(?:、|以及|及)$")
_WIRE = re.compile(r"(?:电|讯|消息|报道|据[^，。；]{1,16}(?:客户端|公众号|微博|官微|官网|网站))[，：\s]*$")
_PERSON = re.compile(slot_pattern("person"))
_NEXT = re.compile(rf"(?:以及|和)?{slot_pattern('party')}?[^，。；：见出主参在代会]{{0,24}}?{slot_pattern('person')}")
_BETWEEN = re.compile(
    r"(?:[^，。；与和同]{0,24}(?:协议|备忘录|合同|意向书))?(?:、|，|及|以及|和)"
)  # 甲与乙协议、丙与丁协议
_GUESTS = re.compile(r"(?:一行|等)$")
_TITLE = 5  # characters of a title between a body and who leads it
_SHORT = 4  # characters before a comma that say whether a person stands there
_MOST = 6  # clauses before the verb in which its subject is looked for
_TWO = 2
_AT = ("在", "于", "赴", "来")
_WITH = ("与", "同", "和", "会")
_ACTS = re.compile(rf"{slot_pattern('person')}[^，。；：]{{0,12}}$")  # who acts, before 在
_BLANK = "\0"
_THERE = re.compile(
    r"(?:正式|共同|成功|联合|现场|当场|隆重|顺利)*(?:举行|举办|召开|签|会见|会谈|座谈|$)"
)  # what parts a place from its verb
_OWNER = 24  # characters behind a name that say that it owns the next one


class Actors(msgspec.Struct, frozen=True):
    """Who acts.

    Attributes:
        parties: Ids, each once, in order.
        persons: Persons who act in the clause of the verb.
        start: Where, in the sentence, the first clause begins that names them.
        asked: Whether they were found in the clause of the verb itself.
        described: Whether only words such as 双方 say who acts.
        led: Whether the clause begins with 与 or 同, so that its subject stands before, or nowhere.
        pairs: Who acts with whom, where the clause says so: 甲与乙、丙与丁.
    """

    parties: tuple[str, ...] = ()
    persons: tuple[Name, ...] = ()
    start: int = 0
    asked: bool = False
    described: bool = False
    led: bool = False
    pairs: tuple[tuple[str, ...], ...] = ()


class _Clause(msgspec.Struct, frozen=True):
    start: int
    end: int
    watching: bool


def actors_before(scene: Scene, sentence: Sentence, at: int) -> Actors:
    """Return who acts in the clause that a verb at `at` (an offset of the sentence) closes, and in those it leans on."""
    words = bare(scene, covered(scene, sentence))[:at]
    clauses = _clauses(scene, words)
    own = _acting(scene, sentence, words, clauses[0])
    persons = _persons(scene, sentence, words, clauses[0])
    together = [s for s in own if len(s.parties) >= _TWO]
    own = together if persons and together else own  # 市长甲与校长乙代表双方: their offices are no sides
    described = bool(own) and not any(s.named for s in own)
    last = Actors(_ids(own), persons, clauses[0].start, described=described)
    led = bool(own) and bool(_JOINT.search(words[last.start : own[0].start - sentence.start].rstrip()))
    if len(last.parties) >= _TWO and not led:
        return msgspec.structs.replace(last, asked=True, pairs=_pairs(words, sentence, own))
    return _with_subject(scene, sentence, words, clauses, msgspec.structs.replace(last, led=led))


def _pairs(words: str, sentence: Sentence, own: Sequence[Standing]) -> tuple[tuple[str, ...], ...]:
    """Return the pairs of 甲与乙、丙与丁; none where the clause joins its parties in another way."""
    joints = [words[a.end - sentence.start : b.start - sentence.start] for a, b in pairwise(own)]
    if (
        len(joints) < _TWO + 1
        or any(one not in "与同" or not one for one in joints[::2])
        or not all(_BETWEEN.fullmatch(one) for one in joints[1::2])
    ):
        return ()
    return tuple(_ids(own[n : n + 2]) for n in range(0, len(own), 2)) if len(own) % 2 == 0 else ()


def clause_before(scene: Scene, sentence: Sentence, at: int) -> Actors:
    """Return who acts in the clause of a verb alone."""
    words = bare(scene, covered(scene, sentence))[:at]
    clause = _clauses(scene, words)[0]
    return Actors(_ids(_acting(scene, sentence, words, clause)), _persons(scene, sentence, words, clause), clause.start)


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
    return _ids([s for n, s in enumerate(every) if not (n + 1 < len(every) and is_front(s, every[n + 1]))])


def is_front(one: Standing, other: Standing) -> bool:
    """Return whether a name is the front of the next one: 甲省 of 甲省乙局; letters side by side (宁镇扬) are a list."""
    return one.end == other.start and not (one.end - one.start == other.end - other.start == 1)


def _with_subject(scene: Scene, sentence: Sentence, words: str, clauses: Sequence[_Clause], last: Actors) -> Actors:
    """Return the actors with those of the clauses before: the first side of a pair, or the whole of one."""
    seeing = _ids(_acting(scene, sentence, words, clauses[1])) if clauses[1:] and clauses[1].watching else ()
    if not last.parties and len(seeing) >= _TWO:  # 两国元首共同见证签署合作文件
        first = _acting(scene, sentence, words, clauses[1])[0].start - sentence.start
        return Actors(seeing, (), clauses[1].start, led=bool(_JOINT.search(words[:first])))
    for clause in clauses[1:]:
        told = words[clause.start : clause.end]
        if told.endswith("；") and not last.led:
            break
        if clause.watching or _WIRE.search(told):
            continue
        before = _acting(scene, sentence, words, clause)
        if not before:
            continue
        subject = _ids(_first_side(words, sentence, before)) if last.parties else _ids(before)
        both = tuple(dict.fromkeys((*subject, *last.parties)))
        led = bool(_JOINT.search(words[clause.start : before[0].start - sentence.start].rstrip()))
        if len(both) >= _TWO and (last.parties or not led):
            return Actors(both, last.persons, clause.start)
        last = msgspec.structs.replace(last, parties=both, start=clause.start, led=last.led or led)  # 与甲、乙，签署
    return last


def _clauses(scene: Scene, words: str) -> list[_Clause]:
    """Return the clauses before a verb, the last one first; words such as 见证 begin a new one."""
    cuts: dict[int, bool] = {found.end(): False for found in _PARTED.finditer(words) if not _goes_on(words, found)}
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


def _goes_on(words: str, comma: re.Match[str]) -> bool:
    """Return whether a comma stands within a list of persons: 市委书记甲，某公司董事长乙一行，另公司总裁丙."""
    ended = _GUESTS.sub("", words[max(0, comma.start() - _SHORT) : comma.start()])[-1:]
    return comma.group() == "，" and bool(_PERSON.match(ended)) and bool(_NEXT.match(words, comma.end()))


def _acting(scene: Scene, sentence: Sentence, words: str, clause: _Clause) -> list[Standing]:
    """Return where parties act in a clause: not as places, owners, fronts of names, or what is agreed about."""
    told = words[clause.start : clause.end]
    about = min((hit.found.start() for hit in match(scene.pack.rules, told, kind="about")), default=len(told))
    every = [
        s
        for s in within(scene.cast.standings, sentence.start + clause.start, sentence.start + clause.end)
        if words[s.start - sentence.start] in PARTY_COVERS and not _is_place(scene, words, sentence, s)
    ]
    every = [s for s in every if not within(scene.cast.persons, s.start, s.end)]
    every = [s for n, s in enumerate(every) if not (n and _is_titled(scene, sentence, words, every[n - 1], s))]
    ahead = [s for s in every if s.start - sentence.start - clause.start < about]
    every = ahead if len(ahead) >= _TWO or not every else every
    return [s for n, s in enumerate(every) if not _is_owner(scene, sentence, words, s, every[n + 1 :])]


def _is_titled(scene: Scene, sentence: Sentence, words: str, before: Standing, one: Standing) -> bool:
    """Return whether a name right behind a body and a title is that of a person, whatever it was taken for."""
    gap = words[before.end - sentence.start : one.start - sentence.start]
    return 0 < len(gap) <= _TITLE and any(match(scene.pack.rules, gap, kind="title_gap"))


def _is_place(scene: Scene, words: str, sentence: Sentence, one: Standing) -> bool:
    """Return whether a name only says where something happens: a government behind 在, a hall right before the verb."""
    front = words[: one.start - sentence.start]
    if front.endswith("来自"):
        return True
    if not front.endswith(_AT):
        return False
    if _THERE.match(words, one.end - sentence.start):
        return True
    if _ACTS.search(front[:-1]) and words[one.end - sentence.start : one.end - sentence.start + 1] in _WITH:
        return True  # 甲在某楼同乙会谈
    return any(p.id in one.parties and p.kind == "government" for p in scene.cast.parties)


def _is_owner(scene: Scene, sentence: Sentence, words: str, one: Standing, behind: Sequence[Standing]) -> bool:
    """Return whether a name only says whose body the next one is, or whose shares are sold."""
    rest = words[one.end - sentence.start : one.end - sentence.start + _OWNER]
    if any(match(scene.pack.rules, rest, kind="object_of")):
        return True
    if not behind:
        return False
    end, begin = one.end - sentence.start, behind[0].start - sentence.start
    if begin == end:
        return is_front(one, behind[0])
    if begin - end > _OWNER:
        return False
    rules = scene.pack.rules
    return any(match(rules, words[end : begin + 1], kind="owner")) or any(
        match(rules, words[end:begin], kind="chained")
    )


def _first_side(words: str, sentence: Sentence, standings: Sequence[Standing]) -> list[Standing]:
    """Return the first party of a clause and those listed with it: 甲、乙 of 甲、乙与丙."""
    side = [standings[0]]
    for one in standings[1:]:
        if not _LISTED.search(words[side[-1].end - sentence.start : one.start - sentence.start]):
            break
        side.append(one)
    return side


def _persons(scene: Scene, sentence: Sentence, words: str, clause: _Clause) -> tuple[Name, ...]:
    """Return the persons of a clause, but for those who only watch."""
    own = within(scene.cast.persons, sentence.start + clause.start, sentence.start + clause.end)
    return tuple(p for p in own if words[p.start - sentence.start] != _BLANK)


def _ids(standings: Sequence[Standing]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(party for s in standings for party in s.parties))
