"""Read a post's own words: what the office is called, and of which body.

In:  a sentence in which persons are covered, the spans of the names in it, the pack's lists of offices.
Out: `Office`s: chains such as 'deputy secretary of A and mayor of B' give one for each.

Chains need a look ahead and a memory, so they are code; the words are the pack's (`post_heads`, `post_ranks`,
`body_heads`, `body_words`, `party_organ`).
"""

import re
from functools import lru_cache

import msgspec

from accord.langs import Pack
from accord.model.reading import Span
from accord.reading.grammar import any_of, role

__all__ = ["Office", "Titles", "offices_at", "titles_of"]


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


class Titles(msgspec.Struct, frozen=True):
    """The pack's lists of offices, compiled."""

    title: re.Pattern[str]
    body_word: re.Pattern[str]
    organ: re.Pattern[str]
    heads: dict[str, dict[str, str]]
    rank_before: re.Pattern[str]
    article: re.Pattern[str]
    of: re.Pattern[str]
    at: re.Pattern[str]
    part: re.Pattern[str]
    field: re.Pattern[str]
    joint: re.Pattern[str]
    link: re.Pattern[str]
    listed: re.Pattern[str]
    no_body: re.Pattern[str]
    definite: re.Pattern[str]
    after_and: re.Pattern[str]


_GAP = re.compile(r"(?:['’]s?)?\s+")
_CAPITAL = re.compile(r"Co\.?,?\s?Ltd\.?|(?:Inc|Corp|Ltd|Pty|Co)\.(?=,?\s|$)|[A-Z0-9][\w&/’'-]*(?:\.[A-Z]\.?)*")
_LOWER = re.compile(r"[a-z][\w-]*")
_COMMA = re.compile(r",\s+")
_POSSESSIVE = re.compile(r"['’]s?$")
_WORD_LEFT = re.compile(r"(?:^|(?<=[\s(\"“]))[\w&.’'-]+$")
_ACRONYM = re.compile(r"(?:[A-Z]\.)+")
_BRACKET = re.compile(r"\s*\([^()]{1,16}\)")
_BRACKET_LEFT = re.compile(r"\s*\([A-Z][\w.& -]{0,15}\)$")
_ROLES = ("article", "of", "at", "part", "and", "inner", "no_body", "adverb", "definite")
_LONGEST = 12  # words of a body's name; more is no name


def titles_of(pack: Pack) -> Titles:
    """Return the pack's lists of offices, compiled once for each pack."""
    rows = tuple(tuple(row.values()) for row in pack.tables["post_heads"])
    bodies = pack.lexicons["body_words"] + pack.lexicons["body_heads"]
    roles = tuple((name, role(pack, name)) for name in _ROLES)
    return _compiled(rows, pack.lexicons["post_ranks"], bodies, pack.lexicons["party_organ"], roles)


def offices_at(words: str, at: int, names: tuple[Span, ...], titles: Titles) -> list[Office]:
    """Return the chain of offices that begins at `at`; empty where none does."""
    chain: list[Office] = []
    while office := _office(words, at, names, titles):
        if chain and _is_someone_else(words, at, office, titles):
            break
        chain.append(office)
        link = titles.link.match(words, office.end)
        if link and (second := _second_body(words, link.end(), names)):
            chain.append(msgspec.structs.replace(office, body=words[link.end() : second], end=second))
            link = titles.link.match(words, second)
        link = link or _COMMA.match(words, chain[-1].end)
        if not link:
            break
        article = titles.article.match(words, link.end())
        at = article.end() if article else link.end()
    return _share_bodies(chain, titles)


def _is_someone_else(words: str, at: int, office: Office, titles: Titles) -> bool:
    """Return whether a linked office is another person's: 'Minister and the Riga harbour master'."""
    return bool(titles.definite.search(words[:at])) and not titles.title.match(words, office.start)


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
    return msgspec.structs.replace(office, start=at, body=_bare(words[at:end], titles))


def _after_title(words: str, title: re.Match[str], start: int, names: tuple[Span, ...], titles: Titles) -> Office:
    head = titles.heads[_plain(title["head"])]
    end, body, complete = title.end(), None, False
    joint = titles.part.match(words, end) if head["of"] else None
    if joint and (part := _portfolio(words, joint.end(), names, titles)):
        end, complete = part, True
    else:
        body, body_end = _of_body(words, end, names, titles)
        field = titles.field.match(words, end) if body is None else None
        second, second_end = _of_body(words, field.end() if field else body_end, names, titles, at_only=True)
        if field or second:
            end = field.end() if field else body_end
            body, body_end = second, second_end
    post = _singular(words[title.start() : end], title, head)
    if body:
        end = body_end
    return Office(start, end, post, head["one"], body, bool(head["number"]), complete, bool(head["needs"]))


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
        if not following or titles.title.match(words, more.end()):
            break
        end = following
    return end


def _body(words: str, at: int, names: tuple[Span, ...], titles: Titles) -> int | None:
    """Return where the name of a body that begins at `at` ends: a known name, capitals, body words and what joins them."""
    article = titles.article.match(words, at)
    here = article.end() if article else at
    end = max((stop for start, stop in names if start in (at, here)), default=None)
    cursor, loose = end if end is not None else here, 0
    for step in range(_LONGEST):
        gap = _GAP.match(words, cursor) if (step or end is not None) else None
        if (step or end is not None) and not gap:
            break
        token_at = gap.end() if gap else cursor
        if (step or end is not None) and titles.title.match(words, token_at):
            break
        token = _CAPITAL.match(words, token_at) or titles.body_word.match(words, token_at)
        if token and titles.no_body.fullmatch(token.group().rstrip(".")):
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


def _second_body(words: str, at: int, names: tuple[Span, ...]) -> int | None:
    """Return the end of a known name at `at` that is a second body of the same office: a boundary follows it."""
    end = max((stop for start, stop in names if start == at), default=None)
    return end if end is not None and words[end : end + 1] in (",", ".", ";", ")", "") else None


def _share_bodies(chain: list[Office], titles: Titles) -> list[Office]:
    """Return the chain with bodies lent: 'chairman and director of A', 'secretary of A's party group and director'."""
    shared: list[Office] = []
    for number, office in enumerate(chain):
        body = office.body
        if body is None and not office.complete:
            before = next((o.body for o in reversed(shared) if o.body), None)
            after = next((o.body for o in chain[number + 1 :] if o.body), None)
            body = _bare(titles.organ.sub("", before), titles) if before else after
        shared.append(msgspec.structs.replace(office, body=body or None))
    return shared


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


def _singular(post: str, title: re.Match[str], head: dict[str, str]) -> str:
    if not head["number"]:
        return post
    word = title["head"]
    one = re.sub(r"s\.$", ".", word) if word.endswith(".") else head["one"]
    one = one[0].upper() + one[1:] if word[0].isupper() else one
    offset = title.start("head") - title.start()
    return post[:offset] + one + post[offset + len(word) :]


@lru_cache(maxsize=8)
def _compiled(
    rows: tuple[tuple[str, ...], ...],
    ranks: tuple[str, ...],
    bodies: tuple[str, ...],
    organ: tuple[str, ...],
    roles: tuple[tuple[str, str], ...],
) -> Titles:
    small = dict(roles)
    article, joined = f"(?:(?:{small['article']})\\s+)?", f"(?:{small['and']})"
    heads = {row[0].casefold(): dict(zip(("word", "one", "number", "of", "needs"), row, strict=True)) for row in rows}
    title = rf"(?:(?:{any_of(ranks)})(?:\s+|-))*?(?P<head>{any_of(tuple(heads))})(?![\w-])(?!['’]s)"
    return Titles(
        title=re.compile(r"(?<![\w-])" + title, re.IGNORECASE),
        body_word=re.compile(rf"(?:{any_of(bodies)})s?(?![\w-])", re.IGNORECASE),
        organ=re.compile(rf"(?:['’]s)?\s*\b(?:{any_of(organ)})\b", re.IGNORECASE),
        heads=heads,
        rank_before=re.compile(rf"(?<![\w-])(?:(?:{any_of(ranks)})\s+)+$", re.IGNORECASE),
        article=re.compile(rf"(?:{small['article']})\s+", re.IGNORECASE),
        of=re.compile(rf"\s+(?:{small['of']})\s+", re.IGNORECASE),
        at=re.compile(rf"\s+(?:{small['at']})\s+", re.IGNORECASE),
        part=re.compile(rf"\s+(?:{small['part']})\s+{article}", re.IGNORECASE),
        field=re.compile(
            rf"\s+(?:{small['part']})\s+[a-z]+(?:\s+(?:{joined}\s+)?[a-z]+)?(?=[,.;)]|\s+(?:{small['of']})\s|$)"
        ),
        joint=re.compile(rf"(?:{small['inner']})(?!\w)"),
        link=re.compile(rf",?\s+{joined}\s+(?:(?:{small['adverb']})\s+)?{article}|\s*/\s*", re.IGNORECASE),
        listed=re.compile(rf"(?:,\s+[A-Z][\w-]+)*,?\s+{joined}\s+{article}(?=[A-Z])"),
        no_body=re.compile(small["no_body"], re.IGNORECASE),
        definite=re.compile(rf"(?<!\w)(?:{small['definite']})\s+$", re.IGNORECASE),
        after_and=re.compile(rf"(?<!\w){joined}\s+$", re.IGNORECASE),
    )
