"""Read a post's own words: what the office is called, and of which body.

In:  a sentence in which persons are covered, the spans of the names in it, the pack's lists of offices.
Out: `Office`s: chains such as 'deputy secretary of A and mayor of B' give one for each.

Chains need a look ahead and a memory, so they are code; the words are the pack's (`office_words.py`).
"""

import re

import msgspec

from accord.model.reading import Span
from accord.reading.posts.office_words import Titles

__all__ = ["Office", "body_after", "body_before", "offices_at"]


class Office(msgspec.Struct, frozen=True):
    """One post within a sentence.

    Attributes:
        start, end: The whole phrase, with its body where one is named.
        post: The office as worded, in the singular.
        kind: The form under which the office is counted, such as `senator` for 'Sen.'.
        body: The body's words, or None.
        plural: Whether several persons share it.
        complete: Whether the office says by itself what it is of ('Minister for Law').
        needs_body: Whether it is a post only beside a body.
    """

    start: int
    end: int
    post: str
    kind: str
    body: str | None
    plural: bool
    complete: bool
    needs_body: bool


_GAP = re.compile(r"(?:['’]s?)?\s+")
_OWNS = re.compile(r"['’]s\s+")
_ANOTHER = re.compile(r",\s+\w+\s+$")  # a comma and one word before 'the'
_CAPITAL = re.compile(r"Co\.?,?\s?Ltd\.?|(?:Inc|Corp|Ltd|Pty|Co)\.(?=,?\s|$)|[A-Z0-9][\w&/’'-]*(?:\.[A-Z]\.?)*")
_LOWER = re.compile(r"[a-z][\w-]*")
_COMMA = re.compile(r",\s+|\n+")
_POSSESSIVE = re.compile(r"['’]s?$")
_WORD_LEFT = re.compile(r"(?:^|(?<=[\s(\"“]))[\w&.’'-]+$")
_ACRONYM = re.compile(r"(?:[A-Z]\.)+")
_BRACKET = re.compile(r"\s*\((?P<inner>[^()]{1,30})\)")
_INITIALS = re.compile(r"\s*\([A-Z][A-Za-z]{1,7}\)(?=\s)")
_BRACKET_LEFT = re.compile(r"\s*\([A-Z][\w.& -]{0,15}\)$")
_LONGEST = 12  # words of a body's name; more is no name


def offices_at(words: str, at: int, names: tuple[Span, ...], titles: Titles) -> list[Office]:
    """Return the chain of offices that begins at `at`; empty where none does."""
    chain: list[Office] = []
    article = titles.article.match(words, at)
    at = article.end() if article and titles.title.match(words, article.end()) else at
    while office := _office(words, at, names, titles):
        if chain and (_is_someone_else(words, at, office, titles) or (office.plural and not chain[0].plural)):
            break
        chain.append(office)
        link = titles.link.match(words, office.end)
        if link and office.body and (rest := _rest_of_body(words, link.end(), office.body, names, titles)):
            body = words[office.end - len(office.body) : rest]
            chain[-1] = office = msgspec.structs.replace(office, body=body, end=rest)
            link = titles.link.match(words, rest)
        while again := _body_again(words, office, names, titles):
            chain.append(again)
            office = again
            link = titles.link.match(words, again.end)
        if link and (second := _second_body(words, link.end(), names, titles, plural=office.plural)):
            chain.append(msgspec.structs.replace(office, body=words[link.end() : second], end=second))
            link = titles.link.match(words, second)
        link = link or _COMMA.match(words, chain[-1].end)
        if not link:
            break
        article = titles.article.match(words, link.end())
        at = article.end() if article else link.end()
    return _share_bodies(_with_comma_body(words, chain, names, titles), titles)


def _is_someone_else(words: str, at: int, office: Office, titles: Titles) -> bool:
    """Return whether a linked office is another person's: 'Minister and the Riga harbour master', 'Minister of Latvia, and
    the mayor'.
    """
    the = titles.definite.search(words[:at])
    if not the or not titles.title.match(words, office.start):
        return bool(the)
    return bool(_ANOTHER.search(words[: the.start()])) and not office.body and not office.complete


def _office(words: str, at: int, names: tuple[Span, ...], titles: Titles) -> Office | None:
    """Return the office at `at`: 'mayor of Riga', 'Riga mayor', 'Riga's deputy mayor'."""
    title = titles.title.match(words, at)
    if title:
        return _after_title(words, title, at, names, titles)
    end = _body(words, at, names, titles)
    if end is None:
        return None
    bracket = _BRACKET.match(words, end)
    gap = _GAP.match(words, bracket.end() if bracket else end)
    title = titles.title.match(words, gap.end()) if gap else None
    if not title:
        return None
    office = _after_title(words, title, at, names, titles)
    area = office.body and not office.complete and not titles.seat.match(words, title.end())
    post = office.post + words[title.end() : office.end] if area else office.post
    return msgspec.structs.replace(office, start=at, post=post, body=_bare(words[at:end], titles))


def _after_title(words: str, title: re.Match[str], start: int, names: tuple[Span, ...], titles: Titles) -> Office:
    head = titles.heads[_plain(title["head"])]
    end = _after_bracket(words, title.end(), titles) if head["of"] else title.end()
    joint = titles.part.match(words, end) if head["of"] else None
    if joint and (part := _portfolio(words, joint.end(), names, titles)):
        return _with_field(words, title, (joint.start(), part), names, titles, start=start)
    body, body_end = _of_body(words, end, names, titles)
    field = titles.field.match(words, end) if body is None else None
    second, second_end = _of_body(words, field.end() if field else body_end, names, titles, at_only=True)
    if field or second:
        end = field.end() if field else body_end
        body, body_end = second, second_end
    post = _worded(words[title.start() : end], title, titles)
    return Office(
        start, body_end if body else end, post, head["one"], body, bool(head["number"]), False, bool(head["needs"])
    )


def _after_bracket(words: str, at: int, titles: Titles) -> int:
    """Return the offset after a bracket that names the field of the office at its left: 'Permanent Secretary (Finance)', or
    after its short form where more follows: 'Minister of State (MOS) for Law'.
    """
    bracket = _BRACKET.match(words, at)
    if not bracket:
        return at
    field = bool(titles.generic.fullmatch(words, bracket.start("inner"), bracket.end("inner")))
    return bracket.end() if field or titles.part.match(words, bracket.end()) else at


def _with_field(
    words: str, title: re.Match[str], field: Span, names: tuple[Span, ...], titles: Titles, *, start: int
) -> Office:
    """Return an office with its field; a country at the field's end is the body: 'Minister of Trade of Ghana'."""
    head, (cut, end) = titles.heads[_plain(title["head"])], field
    country = next(
        (of for of in titles.seat.finditer(words, cut, end) if titles.country.fullmatch(words, of.end(), end)), None
    )
    cut = country.start() if country else end
    body = _bare(words[country.end() : end], titles) if country else None
    if not body and titles.bureau.search(words[title.end() : cut]):
        opening = titles.part.match(words, title.end())
        body, cut = _bare(words[opening.end() : cut], titles) if opening else None, title.end()
    complete, post = cut > title.end(), words[title.start() : cut]
    mission = titles.mission.match(words, end) if country else None
    if mission and (host := _body(words, mission.end(), names, titles)):
        post, end = post + words[end:host], host
    plural, needs = bool(head["number"]), bool(head["needs"])
    return Office(start, end, _worded(post, title, titles), head["one"], body, plural, complete, needs)


def _of_body(
    words: str, at: int, names: tuple[Span, ...], titles: Titles, *, at_only: bool = False
) -> tuple[str | None, int]:
    """Return the body after 'of', 'at', 'from' and where it ends; None and `at` where there is none."""
    of = (titles.at if at_only else titles.of).match(words, at)
    end = _body(words, of.end(), names, titles) if of else None
    return (_bare(words[of.end() : end], titles), end) if of and end else (None, at)


def _portfolio(words: str, at: int, names: tuple[Span, ...], titles: Titles) -> int | None:
    end = _body(words, at, names, titles)
    while end and (more := titles.listed.match(words, end)):
        following = _body(words, more.end(), names, titles)
        gap = _GAP.match(words, following) if following else None
        if not following or titles.title.match(words, more.end()) or (gap and titles.title.match(words, gap.end())):
            break
        end = following
    return end


def _body(words: str, at: int, names: tuple[Span, ...], titles: Titles) -> int | None:
    """Return where the name of a body that begins at `at` ends: a known name, capitals, body words and what joins them."""
    article = titles.article.match(words, at)
    here = article.end() if article else at
    end = max((stop for start, stop in names if start in (at, here)), default=None)
    if end and (own := _OWNS.search(words, here, end)) and titles.title.match(words, own.end()):
        return own.start()  # the name was taken too wide: "the World Bank's Country" Director
    cursor, loose = end if end is not None else here, 0
    for step in range(_LONGEST):
        gap = _GAP.match(words, cursor) if (step or end is not None) else None
        if (step or end is not None) and not gap:
            break
        token_at = gap.end() if gap else cursor
        if (step or end is not None) and titles.title.match(words, token_at):
            break
        token = _CAPITAL.match(words, token_at) or titles.body_word.match(words, token_at)
        if (token and titles.no_body.fullmatch(token.group().rstrip("."))) or titles.again.match(words, cursor):
            break
        if token:
            known = max((stop for start, stop in names if start == token_at), default=0)
            if known and titles.after_and.search(words[:token_at]):
                break
            end = cursor = max(token.end(), known)
            loose = 0
            continue
        token = titles.joint.match(words, token_at) if end is not None else None
        if not token:
            token, loose = _LOWER.match(words, token_at), loose + 1
        if not token or loose > 2 or (loose and titles.no_body.fullmatch(token.group())):
            break
        cursor = token.end()
    return end


def _second_body(words: str, at: int, names: tuple[Span, ...], titles: Titles, *, plural: bool) -> int | None:
    """Return the end of a known name at `at` that is a second body of the same office: a boundary follows it."""
    end = _bounded_name(words, at, names, titles)
    if plural and end is None and (name := next((b for a, b in names if a == at and words[b : b + 2] == " ("), None)):
        return name
    return None if end is None or titles.generic.fullmatch(words, at, end) else end


def _body_again(words: str, office: Office, names: tuple[Span, ...], titles: Titles) -> Office | None:
    """Return the same office of another body: 'chairman of A and of B'."""
    again = titles.again.match(words, office.end) if office.body and not office.complete else None
    end = _body(words, again.end(), names, titles) if again else None
    if not again or not end:
        return None
    return msgspec.structs.replace(office, body=_bare(words[again.end() : end], titles), end=end)


def _rest_of_body(words: str, at: int, body: str, names: tuple[Span, ...], titles: Titles) -> int | None:
    """Return the end of words that go on with the body's name, since one part has no word of its own: 'and Works Board'."""
    end = _bounded_name(words, at, names, titles)
    if end is None or not (titles.generic.fullmatch(words, at, end) or titles.generic.fullmatch(body)):
        return None
    return end


def _bounded_name(words: str, at: int, names: tuple[Span, ...], titles: Titles) -> int | None:
    end = max((stop for start, stop in names if start == at), default=None)
    if end is None or (
        words[end : end + 1] not in (",", ".", ";", ")", "\n", "") and not titles.apiece.match(words, end)
    ):
        return None
    return end


def _two_names(words: str, at: int, names: tuple[Span, ...], titles: Titles) -> tuple[Span, Span] | None:
    """Return the two known names at `at` that 'and' joins and a boundary follows: 'Ministry of Law and Ministry of Health,'."""
    first = max((stop for start, stop in names if start == at), default=None)
    link = titles.link.match(words, first) if first else None
    end = _bounded_name(words, link.end(), names, titles) if link else None
    return ((at, first), (link.end(), end)) if first and link and end else None


def _with_comma_body(words: str, chain: list[Office], names: tuple[Span, ...], titles: Titles) -> list[Office]:
    """Return the chain whose last office has the known name behind its comma as its body: 'Chairman, Riga Port Board,'.

    What seemed its body may be a field of work then: 'Head of Research, Riga Port Board,'.
    """
    comma = _COMMA.match(words, chain[-1].end) if chain else None
    end = _bounded_name(words, comma.end(), names, titles) if comma else None
    if comma and end is None and (two := _two_names(words, comma.end(), names, titles)):
        last = chain[-1] if not chain[-1].body else None
        twice = [msgspec.structs.replace(last, body=words[a:b], end=b) for a, b in two] if last else [chain[-1]]
        return [*chain[:-1], *twice]
    if comma is None or end is None:
        return chain
    last, body = chain[-1], words[comma.end() : end]
    if last.body and not titles.generic.fullmatch(last.body):
        return chain
    at = words.rfind(last.post, last.start, last.end) if last.body else -1
    post = words[at : last.end] if at >= 0 else last.post
    return [*chain[:-1], msgspec.structs.replace(last, post=post, body=body, end=end)]


def _share_bodies(chain: list[Office], titles: Titles) -> list[Office]:
    """Return the chain with bodies lent: 'chairman and director of A', 'secretary of A's party group and director'."""
    shared: list[Office] = []
    for number, office in enumerate(chain):
        body = office.body
        if body is None and not office.complete:
            before = next((o.body for o in reversed(shared) if o.body), None)
            after = next((o.body for o in chain[number + 1 :] if o.body), None)
            after = (
                None if after and titles.organ.fullmatch(after) else after
            )  # 'chairman and secretary of the Party group'
            body = _bare(titles.organ.sub("", before), titles) if before else after
        shared.append(msgspec.structs.replace(office, body=body or None))
    return shared


def body_after(words: str, at: int, names: tuple[Span, ...], titles: Titles) -> str | None:
    """Return the name of the body that begins at `at`, without its article."""
    end = _body(words, at, names, titles)
    return _bare(words[at:end], titles) if end else None


def body_before(words: str, at: int, names: tuple[Span, ...], titles: Titles) -> int | None:
    """Return where the name of a body that ends right before the office at `at` begins."""
    left = words[:at].rstrip()
    left = _BRACKET_LEFT.sub("", left)
    left = _POSSESSIVE.sub("", left)
    known = min((start for start, stop in names if stop == len(left)), default=None)
    if known is not None:
        return known
    begin, cursor, loose = None, len(left), 0
    for _ in range(_LONGEST):
        token = _WORD_LEFT.search(left[:cursor])
        if not token or titles.no_body.fullmatch(token.group()):
            break
        word = token.group()
        capital, noun = word[0].isupper(), bool(titles.body_word.fullmatch(word))
        loose += not (capital or noun)
        if (
            loose > 1
            or (not capital and not noun and begin is None)
            or (word.endswith(".") and not _ACRONYM.fullmatch(word))
        ):
            break
        begin = token.start()
        covered = min((start for start, stop in names if stop == token.end()), default=begin)
        begin = min(begin, covered)
        cursor = len(left[:begin].rstrip())
        if left[cursor:begin] == "":
            break
    return begin


def _bare(body: str, titles: Titles) -> str:
    """Return the name of a body without its article, its possessive and a short form in brackets."""
    article = titles.article.match(body)
    name = _BRACKET_LEFT.sub("", body[article.end() if article else 0 :].strip(" ,"))
    return _POSSESSIVE.sub("", name).strip(" ,")


def _plain(head: str) -> str:
    return re.sub(r"\s+", " ", head).casefold()


def _worded(post: str, title: re.Match[str], titles: Titles) -> str:
    """Return the words of a post in the singular, without what tells only since when it is held ('newly elected')."""
    head = titles.heads[_plain(title["head"])]
    if head["number"]:
        word = title["head"]
        one = re.sub(r"s\.$", ".", word) if word.endswith(".") else head["one"]
        one = one[0].upper() + one[1:] if word[0].isupper() else one
        offset = title.start("head") - title.start()
        post = post[:offset] + one + post[offset + len(word) :]
    return _INITIALS.sub("", titles.unsaid.sub("", post))
