"""Say for which party each person of a page comes.

In:  a scene and its posts.
Out: names of persons, each with the id of a party. Who leads a party committee comes for its region or enterprise.

A post says it best. Else the body named before a person's titles does (中国贸促会会长高燕); 市长 without a body is the
foremost place of that level.
"""

import re
from collections import Counter
from collections.abc import Iterator

from accord.langs.masks import PARTY_COVERS
from accord.langs.rules import match
from accord.langs.zh.page.scene import Scene, covered, within
from accord.langs.zh.page.seats import level_of
from accord.model.page import Name, Sentence
from accord.model.reading import Party, Post

__all__ = ["foremost", "homes_of"]

_COMMITTEE = re.compile(r"(?:党委|党组|党工委|工委|委员会|委)$")
_ASSEMBLY = re.compile(r"(?:人大|人大常委会|政协|人民代表大会|纪委)$")
_RULE = re.compile(r"(?:人民)?政府$")
_LEVELS = ("自治区", "省", "市", "县", "区", "州", "盟", "旗")
_AT = ("在", "于", "赴", "到", "抵", "来")
_PARTED = re.compile(r"[，；。：]")
_NAMED = "某"  # stands for the person where titles are looked for
_TITLE = 10  # characters of a title that speaks for a state
_NEW = 3  # characters between a state and a title of it: 新任, 兼
_TOP = 60  # characters of the page's first line in which a name counts as the headline's


def homes_of(scene: Scene, posts: tuple[Post, ...]) -> dict[str, str]:
    """Return the party for which each person comes."""
    parties = {p.id: p for p in scene.cast.parties}
    sentences = [s for s in scene.sentences if s.kind != "furniture"]
    homes: dict[str, str] = {person: party for s in sentences for person, party in _of_states(scene, s)}
    committees: dict[str, str] = {}
    for person, own in _posts_together(posts).items():
        held = [(post, body) for post in own if (body := _held(scene, parties, post))]
        telling = [one for one in held if not any(match(scene.pack.rules, one[0].post, kind="honour"))] or held
        come = [_region(scene, body) for _, body in telling]
        known = [party for party in come if parties[party].kind != "party_committee"]
        if come:  # the last of a chain says most: 省委常委、市委书记
            (homes if known else committees).setdefault(person, (known or come)[-1])
    for sentence in sentences:
        for person, party in _by_title(scene, sentence):
            homes.setdefault(person, _region(scene, parties[party]))
    return committees | homes


def _held(scene: Scene, parties: dict[str, Party], post: Post) -> Party | None:
    """Return the party of a post, or, of a committee that is none, the place that its name begins with (晋江市委: 晋江)."""
    if post.party in parties:
        return parties[post.party] if post.party else None
    bare = _COMMITTEE.sub("", post.organization or "")
    if bare in ("", post.organization, *_LEVELS):
        return None
    return next((p for p in scene.cast.parties if p.kind == "government" and _is_front(p, bare)), None)


def _posts_together(posts: tuple[Post, ...]) -> dict[str, list[Post]]:
    """Return each person's posts where the page first tells of them."""
    found: dict[str, list[Post]] = {}
    for post in posts:
        own = found.setdefault(post.person, [])
        if not own or abs(own[0].evidence[0][0] - post.evidence[0][0]) < _TOP:
            own.append(post)
    return found


def foremost(scene: Scene, level: str | None = None) -> str | None:
    """Return the government of which a page speaks most, of a level (省, 市 ...) where one is given."""
    count: Counter[str] = Counter()
    known = {p.id: p for p in scene.cast.parties if p.kind == "government" and _is_place(p)}
    fitting = {p for p, one in known.items() if not level or _is_level(one, level)}
    line = scene.text.find("\n")
    top = line if 0 <= line < _TOP else _TOP
    for s in scene.cast.standings:
        if set(s.parties) <= fitting and len(s.parties) == 1 and scene.text[s.start - 1 : s.start] not in _AT:
            count[s.parties[0]] += 4 if s.start < top else 1
    return next((party for party, _ in count.most_common(1)), None)


def _is_place(party: Party) -> bool:
    """Return whether a government is that of a place: neither an assembly nor a body without a region."""
    names = [_RULE.sub("", name) for name in party.names]
    return not any(_ASSEMBLY.search(name) for name in names) and bool(party.region or names[0].endswith(_LEVELS))


def _is_level(party: Party, level: str) -> bool:
    bare = [_RULE.sub("", name) for name in party.names]
    return any(name.endswith(level) for name in bare) or bool(party.region and level_of(party.region, level))


def _region(scene: Scene, party: Party) -> str:
    """Return the party itself, or, of a party committee, its region or enterprise where the page names one."""
    if any(_ASSEMBLY.search(name) for name in party.names):
        return foremost(scene) or party.id
    if party.kind != "party_committee":
        return party.id
    fronts = [_COMMITTEE.sub("", name) for name in party.names]
    for name, bare in sorted(zip(party.names, fronts, strict=True), key=lambda pair: pair[1] in _LEVELS):
        if bare in _LEVELS:
            return party.id if set(fronts) - set(_LEVELS) else foremost(scene, bare) or party.id
        same = [p for p in scene.cast.parties if p.kind != "party_committee" and _is_front(p, bare)]
        if bare != name and bare and same:
            return same[0].id
    return party.id


def _is_front(party: Party, bare: str) -> bool:
    return any(
        name in (bare, bare.rstrip("省市县区州")) or re.sub(r"(?:人民)?政府$", "", name) == bare for name in party.names
    )


def _by_title(scene: Scene, sentence: Sentence) -> Iterator[tuple[str, str]]:
    """Yield persons with the body named before their titles; those listed behind share it until another is named."""
    words = covered(scene, sentence)
    last, home = 0, None
    for person in within(scene.cast.persons, sentence.start, sentence.end):
        at = person.start - sentence.start
        gap = words[last:at]
        home = (
            _named(scene, sentence, words, person, last)
            or (_levelled(scene, gap, home) if _titles(scene, gap) else None)
            or (home if _goes_on(scene, gap) else None)
        )
        if home:
            yield person.text, home
        last = person.end - sentence.start


def _named(scene: Scene, sentence: Sentence, words: str, person: Name, last: int) -> str | None:
    """Return the party that stands right before the person's titles."""
    own = [
        s
        for s in within(scene.cast.standings, sentence.start + last, person.start)
        if len(s.parties) == 1 and words[s.start - sentence.start] in PARTY_COVERS
    ]
    if not own:
        return None
    title = words[own[-1].end - sentence.start : person.start - sentence.start]
    return own[-1].parties[0] if _titles(scene, title) else None


def _titles(scene: Scene, gap: str) -> bool:
    return any(match(scene.pack.rules, gap, kind="title_gap"))


def _goes_on(scene: Scene, gap: str) -> bool:
    return gap in ("、", "和", "与") or (
        not _PARTED.search(gap[1:]) and gap[:1] in "、，和" and _titles(scene, gap[1:])
    )


def _levelled(scene: Scene, gap: str, beside: str | None) -> str | None:
    """Return the place of the level that a title says (市长, 省委书记): that of who is listed before, else the foremost."""
    for hit in match(scene.pack.rules, _PARTED.split(gap)[-1], kind="level_title"):
        level = hit.found.group("level")
        listed = [p for p in scene.cast.parties if p.id == beside and p.kind == "government" and _is_level(p, level)]
        return listed[0].id if listed and _goes_on(scene, gap) else foremost(scene, level)
    return None


def _of_states(scene: Scene, sentence: Sentence) -> Iterator[tuple[str, str]]:
    """Yield persons whose title speaks for a state (国家主席), with its party; not those of another one (法国外长)."""
    for person in within(scene.cast.persons, sentence.start, sentence.end):
        first = max(sentence.start, person.start - _TITLE)
        around = scene.text[first : person.start] + _NAMED + scene.text[person.end : person.end + _TITLE]
        for hit in match(scene.pack.rules, around, kind="state_title"):
            party = next(
                (p.id for name in hit.rule.values["names"] for p in scene.cast.parties if name in p.names), None
            )
            if party and not _is_foreign(scene, sentence, party, first + hit.found.start()):
                yield person.text, party


def _is_foreign(scene: Scene, sentence: Sentence, party: str, at: int) -> bool:
    """Return whether another body stands right before a title at `at`: 韩国新任外长."""
    before = within(scene.cast.standings, max(sentence.start, at - _TITLE), at)
    near = bool(before) and party not in before[-1].parties and at - before[-1].end <= _NEW
    return near and "、" not in scene.text[before[-1].end : at]  # 中共中央政治局委员、外交部长
