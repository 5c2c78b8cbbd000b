"""Read who holds which post.

In:  a scene; the pack's rules `post_before`, `post_after`, `post_shared` (how a post stands beside a person).
Out: posts, one row each, in text order: the person's fullest name, the post and the body as the text words them.

A post told twice is one row, the fuller wording. A person named only in short ('Secretary Chen') is the one whose full
name the text gives.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from accord.gazetteer import entry
from accord.langs import Hit, Mark, Pack, Rule, cover, match
from accord.model.page import Name, Sentence
from accord.model.reading import Post, Span
from accord.reading.agreements.signings import may_tell
from accord.reading.page.scene import Scene, covered, persons_in, standings_in
from accord.reading.posts.bodies import acted_for, behind, led, lent, of_its_kind, own_body
from accord.reading.posts.holders import with_holders
from accord.reading.posts.office_words import Titles, titles_of
from accord.reading.posts.rows import Held, rows_of
from accord.reading.posts.titles import Office, body_before, offices_at

__all__ = ["find_posts", "lasting"]

_LASTING = ("government", "enterprise", "university", "institute", "park", "finance", "hospital", "association")

_SIGNING = ("signs", "signing", "definite", "behalf")  # kinds of rules that tell of signing
_TITLED = 60  # characters between a first title and the name behind the next one
_NAME_LINE = 60  # characters of a line that holds only a name and its honorifics
_POST_LINE = 120  # characters of a line below it
_BLOCK = 3  # lines of a block: name, post, body
_LEFT = 200  # characters before a person in which the post may begin
_NEXT_HOLDER = re.compile(r"(?:\s*\([^()]{1,12}\))?(?:,\s*(?:and\s+)?|\s+and\s+|\s*&\s*)(?:[A-Z][a-z]{1,3}\.?\s+)?")
_IN = re.compile(r"\s(?:in|to|at)\s(?:the\s)?")
_SHORT_FORM = re.compile(r"\s*\([A-Z][\w.&-]{0,11}\)")


class _Line(msgspec.Struct, frozen=True):
    """A sentence with its persons covered, the names in it, the persons by where they stand in it, and the offices that
    earlier sentences told of each.
    """

    sentence: Sentence
    words: str
    names: tuple[Span, ...]
    persons: dict[int, Name]
    known: dict[str, set[str]] = {}


def find_posts(scene: Scene) -> tuple[Post, ...]:
    """Return the posts that the page states."""
    titles = titles_of(scene.pack)
    scene = with_holders(scene)
    held: list[Held] = []
    told: dict[str, set[str]] = {}
    heard = 0
    for sentence in scene.page.sentences:
        line = _line(scene, sentence, titles) if sentence.kind != "furniture" else None
        if line and line.persons:
            _hear(told, held[heard:])
            heard, line = len(held), msgspec.structs.replace(line, known=told)
            held.extend(_of_line(line, scene.pack, titles))
            held.extend(_counterparts(line, scene.pack, held))
        if line:
            held.extend(_of_pronouns(scene, line, titles))
    for sentence in _blocks(scene):
        held.extend(_of_line(_line(scene, sentence, titles, block=True), scene.pack, titles))
    return rows_of(sorted(held, key=lambda h: h.spans[0]), scene.cast)


def _hear(told: dict[str, set[str]], held: Sequence[Held]) -> None:
    """Add which posts each person is said to hold."""
    for one in held:
        told.setdefault(one.person, set()).add(one.office.post.casefold())


def lasting(posts: tuple[Post, ...], scene: Scene) -> tuple[Post, ...]:
    """Return the posts that outlast a page in which no cooperation was found: of a named body of a kind that makes
    agreements; all of them where the page speaks of a document and of signing, so that it may tell of cooperation.

    A title alone ('Senator A'), or of a whole country, says nothing of who leads a body of the register.
    """
    if not posts or _may_tell_of_signing(scene):
        return posts
    kinds = {p.id: p.kind for p in scene.cast.parties}
    lands = {p.id for p in scene.cast.parties if p.kind == "government" and p.region and _is_country(p.region)}
    titles = titles_of(scene.pack)

    def lasts(party: str, body: str) -> bool:
        if kinds[party] == "party_committee":
            return True
        whole = party in lands and not titles.body_word.search(body)
        return kinds[party] in _LASTING and not whole and not titles.passing.search(body)

    return tuple(post for post in posts if post.party and lasts(post.party, post.organization or ""))


def _is_country(region: str) -> bool:
    known = entry(region)
    return known is not None and known.level == "country"


def _may_tell_of_signing(scene: Scene) -> bool:
    lines = [covered(scene, s) for s in scene.page.sentences if s.kind != "furniture" and may_tell(scene, s)]
    named = any(hit for words in lines for hit in match(scene.pack.rules, words, kind="document"))
    return named and any(
        hit for kind in _SIGNING for words in lines for hit in match(scene.pack.rules, words, kind=kind)
    )


def _blocks(scene: Scene) -> Iterator[Sentence]:
    """Yield the blocks in which a line holds only a name, and the next ones a post: signatures, sources of quotes."""
    sentences = scene.page.sentences
    for number, first in enumerate(sentences[:-1]):
        if first.end - first.start <= _NAME_LINE and persons_in(scene, first.start, first.end):
            words, _ = _covered(scene, first)
            after = [s for s in sentences[number + 1 : number + _BLOCK] if s.end - s.start <= _POST_LINE]
            if after and any(match(scene.pack.rules, words, kind="name_line")):
                yield Sentence(first.start, after[-1].end, first.paragraph, "heading")


def _covered(scene: Scene, sentence: Sentence, without: tuple[Name, ...] = ()) -> tuple[str, tuple[Name, ...]]:
    start, end = sentence.start, sentence.end
    inside = tuple(n for n in persons_in(scene, start, end) if n not in without)
    marks = [Mark(n.start - start, n.end - start, "person") for n in inside]
    return cover(scene.page.content[start:end], marks), inside


def _line(scene: Scene, sentence: Sentence, titles: Titles, *, block: bool = False) -> _Line:
    start, end = sentence.start, sentence.end
    words, persons = _covered(scene, sentence)
    bodies = _bodies_of_next(words, persons, start, scene.pack, titles)
    if bodies:
        words, persons = _covered(scene, sentence, bodies)
    standings = standings_in(scene.cast.standings, start, end)
    named = [s for s in standings if s.named and not any(n.start < s.end and s.start < n.end for n in persons)]
    names = tuple(sorted({(n.start - start, n.end - start) for known in (named, bodies) for n in known}))
    words = words if block else re.sub(r"\s", " ", words)
    return _Line(sentence, words, names, {n.start - start: n for n in persons})


def _bodies_of_next(words: str, persons: tuple[Name, ...], at: int, pack: Pack, titles: Titles) -> tuple[Name, ...]:
    """Return the single words taken for persons that are the body of the office of the person behind them:
    'Sinopec chairman A', but not 'Mayor A vice mayor B'.
    """
    found = []
    for hit in match(pack.rules, words, kind="post_of_body") if len(persons) > 1 else ():  # his, and the next one's
        start = hit.found.start("body")
        name = next((n for n in persons if n.start - at == start), None)
        alone = name and " " not in name.text
        if (
            name
            and (alone or hit.rule.values.get("any"))
            and not titles.title_left.search(words, max(0, start - _LEFT), start)
        ):
            found.append(name)
    return tuple(found)


def _of_line(line: _Line, pack: Pack, titles: Titles) -> Iterator[Held]:
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


def _following(line: _Line, hit: Hit, titles: Titles, taken: list[Span]) -> Iterator[Held]:
    told = hit.span() if hit.rule.kind == "post_shared" else hit.span("person")
    first, last = told or (0, 0)
    holders = [n for start, n in line.persons.items() if first <= start < last]
    offices = _before_next_person(line, offices_at(line.words, hit.found.end(), line.names, titles))
    if offices and _is_next_ones(line, holders[-1], offices, titles):
        return
    span = (hit.found.end(), max((o.end for o in offices), default=0))
    if not offices or _overlaps(span, taken):
        return
    taken.append(span)
    body = own_body(line.words, offices[0].start, line.names, titles)
    if not body and len(holders) == 1 and not any(o.body for o in offices):
        body = acted_for(line.words, offices[-1].end, line.names, titles)
        body = body or of_its_kind(line.words, offices[0], line.names, titles)
    yield from _shared_out(line, holders, [lent(o, body) for o in offices], hit.rule, titles)


def _is_next_ones(line: _Line, person: Name, offices: list[Office], titles: Titles) -> bool:
    """Whether what stands behind a titled person is the first title of the next: 'mayor A, president, director of X B'."""
    joined = titles.link.match(line.words, offices[-1].end)
    if joined or not any(0 < start - offices[-1].end <= _TITLED for start in line.persons):
        return False
    return bool(_ending_at(line, person.start - line.sentence.start - 1, titles, []))


def _shared_out(line: _Line, holders: list[Name], offices: list[Office], rule: Rule, titles: Titles) -> Iterator[Held]:
    """Yield who holds what: a plural office is held by all, two single ones by each his own, a single one by the nearest."""
    offices = [o for o in offices if not o.needs_body or o.body or o.complete]
    if not offices:
        return
    apiece = len(holders) == len(offices) > 1 and _is_apiece(line, offices, titles)
    if apiece and (before := line.known.get(holders[0].text)) and not titles.apiece.search(line.words):
        apiece = offices[0].post.casefold() in before  # his office is another one, so that these are all the last one's
    for number, person in enumerate(holders):
        for place, office in enumerate(offices):
            if place == number if apiece else office.plural or person is holders[-1]:
                yield _held(line, person, office, rule)


def _is_apiece(line: _Line, offices: list[Office], titles: Titles) -> bool:
    """Whether of several offices each person holds one: 'A and B, chairman and secretary of C'."""
    if titles.apiece.match(line.words, offices[-1].end) or titles.apiece.search(line.words, 0, offices[0].start):
        return True
    if all(o.plural for o in offices):
        return len({o.body for o in offices}) == len(offices)
    return len({o.body for o in offices}) == 1 and not any(o.plural for o in offices)


def _before_next_person(line: _Line, offices: list[Office]) -> list[Office]:
    """Return the offices that are not the title of the person who comes next: of 'A, chairman of X, Mayor B' the first,
    of 'A, secretary of X and chairman B' none.
    """
    while offices and any(start - offices[-1].end == 1 for start in line.persons):
        linked = len(offices) > 1 and "," not in line.words[offices[-2].end : offices[-1].start]
        offices = [] if linked else offices[:-1]
    return offices


def _leading(line: _Line, hit: Hit, pack: Pack, titles: Titles, taken: list[Span]) -> Iterator[Held]:
    person_at = next((start for start in line.persons if hit.found.start() < start < hit.found.end()), None)
    if person_at is None or _is_short_form(line.words, line.persons[person_at], hit):
        return
    offices = [_of_listed_body(line, o, pack) for o in _ending_at(line, hit.found.start(), titles, taken)]
    span = (min((o.start for o in offices), default=0), hit.found.start())
    if not offices or _overlaps(span, taken):
        return
    taken.append(span)
    holders = _plural_holders(line, person_at) if offices[-1].plural else [line.persons[person_at]]
    body = own_body(line.words, offices[0].start, line.names, titles)
    if not body and not any(o.body for o in offices) and len(holders) == 1:
        body = _body_around(line, holders[0], offices[0], pack, titles)
    yield from _shared_out(line, holders, [lent(o, body) for o in offices], hit.rule, titles)


def _body_around(line: _Line, person: Name, office: Office, pack: Pack, titles: Titles) -> str | None:
    """Return the body of an office before its holder, from the words behind him or before it."""
    end = person.end - line.sentence.start
    return (
        behind(line.words, end, line.names, titles)
        or acted_for(line.words, end, line.names, titles)
        or led(line.words, office.start, pack)
        or of_its_kind(line.words, office, line.names, titles)
    )


def _of_pronouns(scene: Scene, line: _Line, titles: Titles) -> Iterator[Held]:
    """Yield what 'he' is told to be, where one person only is meant: the one of this sentence, or of that before."""
    for hit in _hits(line, scene.pack, "post_of_he"):
        at = line.sentence.start + hit.found.start()
        offices = offices_at(line.words, hit.found.end(), line.names, titles)
        person = _only_one(persons_in(scene, line.sentence.start, at)) or _only_one(_just_before(scene, line.sentence))
        if person and offices and not any(o.needs_body and not o.body for o in offices):
            yield from (_held(line, person, office, hit.rule) for office in offices if not office.plural)


def _just_before(scene: Scene, sentence: Sentence) -> tuple[Name, ...]:
    """Return the persons of the sentence before; none where it is of a heading or this one names some itself."""
    here = bisect_left(scene.page.sentences, sentence.start, key=lambda s: s.start)
    before = scene.page.sentences[here - 1] if here else None
    return persons_in(scene, before.start, before.end) if before and before.kind == "prose" else ()


def _only_one(persons: tuple[Name, ...]) -> Name | None:
    return persons[-1] if len({p.text.split()[-1] for p in persons}) == 1 else None


def _counterparts(line: _Line, pack: Pack, held: list[Held]) -> Iterator[Held]:
    """Yield the offices of those who are told to be somebody's counterpart: the same office of another state."""
    for hit in _hits(line, pack, "post_counterpart"):
        at = line.sentence.start + hit.found.start("person")
        mates = [one for one in held if one.spans[0][1] <= at]
        state = next((s for group in ("state", "land") if (s := hit.found.group(group))), None)
        if mates and state:
            mate = max(mates, key=lambda one: one.spans[0][1])
            start, end = hit.span() or (0, 0)
            office = msgspec.structs.replace(mate.office, start=start, end=end, body=state, plural=False)
            yield _held(line, line.persons[hit.found.start("person")], office, hit.rule)


def _is_short_form(words: str, person: Name, hit: Hit) -> bool:
    """Whether one word in brackets, without a title, is a body's short form rather than a person: 'the Port Board (Riga)'."""
    return (
        words[hit.found.start() :].lstrip().startswith("(")
        and hit.found.group().count(" ") == 1
        and " " not in person.text
    )


def _of_listed_body(line: _Line, office: Office, pack: Pack) -> Office:
    """Return the office with the body whose members are listed in brackets: 'members of the council (Mayors A and B)'."""
    if office.body or not office.plural:
        return office
    body = next((h.found["body"] for h in match(pack.rules, line.words[: office.start], kind="post_body")), None)
    return msgspec.structs.replace(office, body=body)


def _ending_at(line: _Line, end: int, titles: Titles, taken: list[Span]) -> list[Office]:
    """Return the longest chain of offices that ends right at `end` and of which none is somebody else's."""
    for title in titles.title.finditer(line.words, max(0, end - _LEFT), end):
        if _overlaps(title.span(), taken):
            continue
        offices = offices_at(line.words, title.start(), line.names, titles)
        reach = [o for o in offices if o.end <= end]
        if not reach or _skipped(line, reach[-1].end) != end:
            continue
        first, *rest = reach = _with_fields_left(line.words, title, reach, titles)
        begin = body_before(line.words, first.start, line.names, titles)
        behind = first.body and not first.complete and first.body in line.words[title.end() : first.end]
        land = behind and titles.country.fullmatch(first.body or "") and not titles.seat.match(line.words, title.end())
        if begin is None or (behind and not land):
            return reach
        body = _body_name(line.words, begin, first.start)
        rank = titles.rank_before.search(line.words[:begin])
        post = titles.unsaid.sub("", rank.group() if rank else "") + first.post
        post += line.words[title.end() : first.end] if land else ""
        lent_first = msgspec.structs.replace(first, start=begin, body=body, post=post)
        return [lent_first, *(o if o.body or o.complete else msgspec.structs.replace(o, body=body) for o in rest)]
    return []


def _with_fields_left(words: str, title: re.Match[str], reach: list[Office], titles: Titles) -> list[Office]:
    """Return the offices, the first with the fields before its own: 'Mines and Energy Minister'."""
    fields = titles.fields_left.search(words, max(0, title.start() - _LEFT), title.start())
    if not fields or not titles.generic.match(words, title.start()) or reach[0].start != title.start():
        return reach
    post = fields.group() + reach[0].post
    return [msgspec.structs.replace(reach[0], start=fields.start(), post=post), *reach[1:]]


def _body_name(words: str, begin: int, end: int) -> str:
    """Return the name of a body without what joins it to its office."""
    return re.sub(r"\s*\([^()]*\)\s*$", "", re.sub(r"(?:['’]s?)?\s+$", "", words[begin:end])).strip()


def _skipped(line: _Line, at: int) -> int:
    """Return the offset after what may stand between an office and its holder: a short form in brackets ('Transit
    Administrator (FTA) A'), the place where it is held ('the Consul of Chile in Riga, A').
    """
    bracket = _SHORT_FORM.match(line.words, at)
    at = bracket.end() if bracket else at
    place = _IN.match(line.words, at)
    return max((end for start, end in line.names if place and start == place.end()), default=at)


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


def _held(line: _Line, person: Name, office: Office, rule: Rule) -> Held:
    at = line.sentence.start
    span = (min(person.start, at + office.start), max(person.end, at + office.end))
    return Held(person.text, office, (span,), rule)


def _overlaps(span: Span, taken: list[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)
