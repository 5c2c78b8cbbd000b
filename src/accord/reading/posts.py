"""Read who holds which post.

In:  a scene; the pack's rules `post_before`, `post_after`, `post_shared` (how a post stands beside a person).
Out: posts, one row each, in text order: the person's fullest name, the post and the body as the text words them.

A post told twice is one row, the fuller wording. A person named only in short ('Secretary Chen') is the one whose full
name the text gives.
"""

import re
from collections.abc import Iterator, Mapping

import msgspec

from accord.langs import Hit, Mark, Pack, Rule, cover, match
from accord.model.reading import Post, Span
from accord.reading.holders import with_holders
from accord.reading.parts import Cast, Name, Sentence
from accord.reading.scene import Scene, persons_in, standings_in
from accord.reading.titles import Office, Titles, body_before, offices_at, titles_of

__all__ = ["find_posts"]

_LEFT = 200  # characters before a person in which the post may begin
_NEXT_HOLDER = re.compile(r"(?:\s*\([^()]{1,12}\))?(?:,\s*(?:and\s+)?|\s+and\s+|\s*&\s*)(?:[A-Z][a-z]{1,3}\.?\s+)?")
_SHORT_FORM = re.compile(r"\s*\([A-Z][\w.&-]{0,11}\)")


class _Held(msgspec.Struct, frozen=True):
    """An office and who holds it; spans are offsets of the document."""

    person: str
    office: Office
    spans: tuple[Span, ...]
    rule: Rule


class _Line(msgspec.Struct, frozen=True):
    """A sentence with its persons covered, the names in it, and the persons by where they stand in it."""

    sentence: Sentence
    words: str
    names: tuple[Span, ...]
    persons: dict[int, Name]


def find_posts(scene: Scene) -> tuple[Post, ...]:
    """Return the posts that the page states."""
    titles = titles_of(scene.pack)
    scene = with_holders(scene)
    held: list[_Held] = []
    for sentence in scene.page.sentences:
        if sentence.kind != "furniture" and (line := _line(scene, sentence)).persons:
            held.extend(_of_line(line, scene.pack, titles))
    longer = _longer_names(scene.cast)
    holding = _kinds_held(held)
    named = [full for one in held if (full := _fully_named(one, longer, holding))]
    bodies = {name.casefold(): p.id for p in reversed(scene.cast.parties) for name in p.names}
    return tuple(_post(one, number, bodies) for number, one in enumerate(_merged(named), 1))


def _line(scene: Scene, sentence: Sentence) -> _Line:
    start, end = sentence.start, sentence.end
    inside = persons_in(scene, start, end)
    marks = [Mark(n.start - start, n.end - start, "person") for n in inside]
    standings = standings_in(scene.cast.standings, start, end)
    names = tuple(
        (s.start - start, s.end - start)
        for s in standings
        if s.named and not any(n.start < s.end and s.start < n.end for n in inside)
    )
    words = cover(scene.page.content[start:end], marks)
    return _Line(sentence, words, names, {n.start - start: n for n in inside})


def _of_line(line: _Line, pack: Pack, titles: Titles) -> Iterator[_Held]:
    """Yield the posts of one sentence: what follows a person first, then what stands before one and is still free."""
    taken: list[Span] = []
    for hit in _hits(line, pack, "post_shared"):
        yield from _following(line, hit, titles, taken)
    for hit in _hits(line, pack, "post_after"):
        yield from _following(line, hit, titles, taken)
    for hit in _hits(line, pack, "post_before"):
        yield from _leading(line, hit, pack, titles, taken)


def _hits(line: _Line, pack: Pack, kind: str) -> Iterator[Hit]:
    yield from sorted(match(pack.rules, line.words, kind=kind), key=lambda h: h.found.start())


def _following(line: _Line, hit: Hit, titles: Titles, taken: list[Span]) -> Iterator[_Held]:
    holders = [n for start, n in line.persons.items() if hit.found.start() <= start < hit.found.end()]
    offices = _before_next_person(line, offices_at(line.words, hit.found.end(), line.names, titles))
    span = (hit.found.end(), max((o.end for o in offices), default=0))
    if not offices or _overlaps(span, taken):
        return
    taken.append(span)
    for office in offices:
        if not office.needs_body or office.body:
            for person in holders:
                yield _held(line, person, office, hit.rule)


def _before_next_person(line: _Line, offices: list[Office]) -> list[Office]:
    """Return the offices that are not the title of the person who comes next: of 'A, chairman of X, Mayor B' the first,
    of 'A, secretary of X and chairman B' none.
    """
    while offices and any(start - offices[-1].end == 1 for start in line.persons):
        linked = len(offices) > 1 and "," not in line.words[offices[-2].end : offices[-1].start]
        offices = [] if linked else offices[:-1]
    return offices


def _leading(line: _Line, hit: Hit, pack: Pack, titles: Titles, taken: list[Span]) -> Iterator[_Held]:
    person_at = next((start for start in line.persons if hit.found.start() < start < hit.found.end()), None)
    if person_at is None:
        return
    offices = [_of_listed_body(line, o, pack) for o in _ending_at(line, hit.found.start(), titles)]
    span = (min((o.start for o in offices), default=0), hit.found.start())
    if not offices or _overlaps(span, taken):
        return
    taken.append(span)
    holders = _plural_holders(line, person_at) if offices[-1].plural else [line.persons[person_at]]
    for office in offices:
        if not office.needs_body or office.body:
            for person in holders:
                yield _held(line, person, office, hit.rule)


def _of_listed_body(line: _Line, office: Office, pack: Pack) -> Office:
    """Return the office with the body whose members are listed in brackets: 'members of the council (Mayors A and B)'."""
    if office.body or not office.plural:
        return office
    body = next((h.found["body"] for h in match(pack.rules, line.words[: office.start], kind="post_body")), None)
    return msgspec.structs.replace(office, body=body)


def _ending_at(line: _Line, end: int, titles: Titles) -> list[Office]:
    """Return the longest chain of offices that ends right at `end`."""
    for title in titles.title.finditer(line.words, max(0, end - _LEFT), end):
        offices = offices_at(line.words, title.start(), line.names, titles)
        reach = [o for o in offices if o.end <= end]
        if not reach or _bracket_end(line.words, reach[-1].end) != end:
            continue
        first = reach[0]
        begin = body_before(line.words, title.start(), line.names, titles)
        if begin is None or (
            first.body
            and first.end > title.end()
            and not first.complete
            and first.body in line.words[title.end() : first.end]
        ):
            return reach
        body = _body_name(line.words, begin, title.start())
        rank = titles.rank_before.search(line.words[:begin])
        post = (rank.group() if rank else "") + reach[0].post
        lent = [msgspec.structs.replace(reach[0], start=begin, body=body, post=post)]
        return lent + [o if o.body or o.complete else msgspec.structs.replace(o, body=body) for o in reach[1:]]
    return []


def _body_name(words: str, begin: int, end: int) -> str:
    """Return the name of a body without what joins it to its office."""
    return re.sub(r"\s*\([^()]*\)\s*$", "", re.sub(r"(?:['’]s?)?\s+$", "", words[begin:end])).strip()


def _bracket_end(words: str, at: int) -> int:
    """Return the offset after a short form in brackets that follows an office: 'Transit Administrator (FTA) A'."""
    bracket = _SHORT_FORM.match(words, at)
    return bracket.end() if bracket else at


def _plural_holders(line: _Line, first: int) -> list[Name]:
    """Return the person at `first` and those listed after: 'Senators A (R-Utah), B and C'."""
    holders, at = [line.persons[first]], first
    while True:
        end = at + line.persons[at].end - line.persons[at].start
        joint = _NEXT_HOLDER.match(line.words, end)
        if not joint or joint.end() not in line.persons:
            return holders
        at = joint.end()
        holders.append(line.persons[at])


def _held(line: _Line, person: Name, office: Office, rule: Rule) -> _Held:
    at = line.sentence.start
    span = (min(person.start, at + office.start), max(person.end, at + office.end))
    return _Held(person.text, office, (span,), rule)


def _overlaps(span: Span, taken: list[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)


def _longer_names(cast: Cast) -> dict[tuple[str, ...], dict[str, Name]]:
    """Return by the words with which a name may be shortened, its first or last ones, the persons so named in full."""
    longer: dict[tuple[str, ...], dict[str, Name]] = {}
    for name in cast.persons:
        full = tuple(name.text.casefold().split())
        for n in range(1, len(full)):
            for short in (full[:n], full[-n:]):
                longer.setdefault(short, {}).setdefault(name.text, name)
    return longer


def _kinds_held(held: list[_Held]) -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = {}
    for one in held:
        kinds.setdefault(one.person, set()).add(one.office.kind)
    return kinds


def _fully_named(
    one: _Held, longer: Mapping[tuple[str, ...], Mapping[str, Name]], holding: Mapping[str, set[str]]
) -> _Held | None:
    """Return the office with its holder's full name, and where that stands; None where a short name may be several's.

    Of several, the one who is said to hold such an office by full name is meant.
    """
    names = longer.get(tuple(one.person.casefold().split()), {})
    fits = list(names)
    if len(fits) > 1:
        fits = [name for name in fits if one.office.kind in holding.get(name, ())]
    elif not fits:
        return one
    if len(fits) != 1:
        return None
    name = names[fits[0]]
    return msgspec.structs.replace(one, person=name.text, spans=(*one.spans, (name.start, name.end)))


def _merged(held: list[_Held]) -> list[_Held]:
    """Return one row a post, the fuller wording where it is told twice, in text order of the first telling."""
    rows: list[_Held] = []
    alike: dict[tuple[str, str], list[int]] = {}
    for one in held:
        near = alike.setdefault((one.person.casefold(), one.office.kind), [])
        twin = next((i for i in near if _same(rows[i], one)), None)
        if twin is None:
            near.append(len(rows))
            rows.append(one)
        elif _fullness(one) > _fullness(rows[twin]):
            rows[twin] = one
    return rows


def _same(left: _Held, right: _Held) -> bool:
    """Whether two tellings of one person and one kind of office are of one office."""
    whole = all(o.complete or o.body for o in (left.office, right.office))
    if whole and _rank(left.office) != _rank(right.office):
        return False
    a, b = _words(left.office), _words(right.office)
    return a <= b or b <= a


def _rank(office: Office) -> str:
    return office.post.casefold().partition(office.kind.split()[-1])[0].strip()


def _words(office: Office) -> set[str]:
    """Return what tells an office from others of its kind: the words of its body and of its field."""
    field = office.post.casefold().partition(office.kind)[2] if office.complete else ""
    return set(f"{office.body or ''} {field}".casefold().split())


def _fullness(one: _Held) -> tuple[bool, int]:
    return bool(one.office.body), len(one.office.post) + len(one.office.body or "")


def _post(one: _Held, number: int, bodies: Mapping[str, str]) -> Post:
    return Post(
        id=f"o{number}",
        rule=one.rule.id,
        person=one.person,
        post=one.office.post,
        organization=one.office.body,
        party=bodies.get(one.office.body.casefold()) if one.office.body else None,
        evidence=one.spans,
        confidence=one.rule.confidence,
    )
