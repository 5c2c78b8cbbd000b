"""The words of offices, compiled: what `titles.py` reads posts with.

In:  the pack's lists `post_heads`, `post_ranks`, `post_links`, `body_heads`, `body_words`, `party_organ`, `portfolios`,
     `countries`, and its small words.
Out: one `Titles` a pack.
"""

import re
from functools import lru_cache

import msgspec

from accord.langs import Pack
from accord.reading.page.grammar import any_of, role

__all__ = ["Titles", "titles_of"]

_ROLES = ("article", "of", "at", "part", "and", "inner", "no_body", "adverb", "definite")
_LINKS = ("seat", "mission", "own", "apiece", "behalf", "realm", "passing")


class Titles(msgspec.Struct, frozen=True):
    """The pack's lists of offices, compiled."""

    title: re.Pattern[str]
    body_word: re.Pattern[str]
    organ: re.Pattern[str]
    heads: dict[str, dict[str, str]]
    rank_before: re.Pattern[str]
    title_left: re.Pattern[str]
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
    unsaid: re.Pattern[str]
    bureau: re.Pattern[str]
    generic: re.Pattern[str]
    country: re.Pattern[str]
    again: re.Pattern[str]
    fields_left: re.Pattern[str]
    seat: re.Pattern[str]
    mission: re.Pattern[str]
    own: re.Pattern[str]
    apiece: re.Pattern[str]
    behalf: re.Pattern[str]
    homes: dict[str, re.Pattern[str]]
    passing: re.Pattern[str]


_KEPT: dict[int, tuple[Pack, Titles]] = {}  # of the packs last asked for: to gather their lists costs more than to look
_MOST = 8


def titles_of(pack: Pack) -> Titles:
    """Return the pack's lists of offices, compiled once for each pack."""
    kept = _KEPT.get(id(pack))
    if kept is None or kept[0] is not pack:
        if len(_KEPT) >= _MOST:
            _KEPT.clear()
        kept = _KEPT[id(pack)] = (pack, _made(pack))
    return kept[1]


def _made(pack: Pack) -> Titles:
    rows = tuple(tuple(row.values()) for row in pack.tables["post_heads"])
    bodies = pack.lexicons["body_words"] + pack.lexicons["body_heads"]
    roles = tuple((name, role(pack, name)) for name in _ROLES)
    ranks = tuple((row["word"], row["said"]) for row in pack.tables["post_ranks"])
    links = tuple((row["word"], row["role"]) for row in pack.tables["post_links"])
    states = tuple(row["word"] for row in pack.tables["body_heads"] if row["kind"] == "government")
    lists = (bodies, states, pack.lexicons["party_organ"], pack.lexicons["portfolios"], pack.lexicons["countries"])
    return _compiled(rows, ranks, links, lists, roles, _homes(pack))


def _homes(pack: Pack) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return by office the words that end or begin the names of the bodies that alone have it: 'rector', 'University'."""
    heads = pack.tables["body_heads"]
    return tuple(
        (row["word"], tuple(head["word"] for head in heads if head["kind"] == row["kind"]))
        for row in pack.tables["post_homes"]
    )


@lru_cache(maxsize=8)
def _compiled(
    rows: tuple[tuple[str, ...], ...],
    ranks: tuple[tuple[str, str], ...],
    links: tuple[tuple[str, str], ...],
    lists: tuple[tuple[str, ...], ...],
    roles: tuple[tuple[str, str], ...],
    homes: tuple[tuple[str, tuple[str, ...]], ...],
) -> Titles:
    small, (bodies, bureaus, organ, fields, countries) = dict(roles), lists
    says = {one: any_of(tuple(w for w, r in links if r == one)) for one in _LINKS}
    article, joined = f"(?:(?:{small['article']})\\s+)?", f"(?:{small['and']})"
    heads = {row[0].casefold(): dict(zip(("word", "one", "number", "of", "needs"), row, strict=True)) for row in rows}
    return Titles(
        **_titles(tuple(heads), ranks),
        body_word=re.compile(rf"(?:{any_of(bodies)})s?(?![\w-])", re.IGNORECASE),
        organ=re.compile(rf"(?:['’]s)?\s*\b(?:{any_of(organ)})\b", re.IGNORECASE),
        heads=heads,
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
        again=re.compile(rf",?\s+{joined}\s+(?:{small['of']})\s+", re.IGNORECASE),
        fields_left=re.compile(rf"(?<![\w-])(?:(?:{any_of(fields)})(?:,\s+|\s+{joined}\s+)){{1,4}}$"),
        seat=re.compile(rf"\s+(?:{says['seat']})\s+{article}"),
        mission=re.compile(rf"\s+(?:{says['mission']})\s+{article}"),
        own=re.compile(rf"(?<!\w)(?:{says['own']})\s+$", re.IGNORECASE),
        apiece=re.compile(rf"[\s,(]+(?:{says['apiece']})\b"),
        behalf=re.compile(rf"\)?,?\s+(?:{says['behalf']})\s+", re.IGNORECASE),
        homes={head: re.compile(rf"\b(?:{any_of(words)})\b") for head, words in homes},
        passing=re.compile(rf"\b(?:{says['passing']})\b"),
        bureau=re.compile(rf"\b(?:{any_of(bureaus)})(?<!s)$"),
        generic=re.compile(rf"(?:(?:{any_of(bodies)}|{any_of(fields)}|{small['inner']})(?:\s+|$))+", re.IGNORECASE),
        country=re.compile(
            rf"{article}(?:(?:[A-Z]\S+\s+){{0,3}}(?:{says['realm']})\s+(?:{says['seat']})\s+{article})?(?:{any_of(countries)})(?![\w-])"
        ),
    )


def _titles(heads: tuple[str, ...], ranks: tuple[tuple[str, str], ...]) -> dict[str, re.Pattern[str]]:
    """Return the patterns of a title, of a rank before it, of a title at the left, of what a title says only of time."""
    rank, unsaid = any_of(tuple(word for word, _ in ranks)), any_of(tuple(word for word, said in ranks if said))
    title = rf"(?:(?:{rank})(?:\s+|-))*?(?P<head>{any_of(heads)})(?![\w-])(?!['’]s)"
    return {
        "title": re.compile(r"(?<![\w-])" + title, re.IGNORECASE),
        "rank_before": re.compile(rf"(?<![\w-])(?:(?:{rank})\s+)+$", re.IGNORECASE),
        "title_left": re.compile(rf"(?<![\w-]){title}[.,]?\s+$", re.IGNORECASE),
        "unsaid": re.compile(rf"^(?:(?:{unsaid})(?:\s+|-))+", re.IGNORECASE),
    }
