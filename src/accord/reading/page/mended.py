"""Mend names by the other names of their page: what the recogniser saw whole once, it is elsewhere, too.

In:  a page, its names, a pack.
Out: the names, with firms that were taken for persons, short forms that were missed, and names that a scanner broke.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from accord.langs import Pack
from accord.model.page import Name, Page

__all__ = ["free_places", "mended"]

_NEAR = 3  # names of which no two overlap: only the last ones before a place can reach into it
_SQUEEZED_MIN = 12  # letters of a name that is looked for where a scanner may have broken it
_BRAND_MIN = 4  # letters of a word that alone may stand for a name
_LOOKED_FOR = 200  # names and words of one page that are looked for
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Messrs)\.?\s+$")
_COUNT = re.compile(r"^\d+\s")
_ANGLED = re.compile(r"<([A-Z][\w&'’.,/-]*(?:\s[\w&'’.,/-]+){1,7})>")
_LETTERS = re.compile(r"\s\([A-Z]{2,}")
_CONTRACTED = re.compile(r"(?:We|I|You|They|He|She|It|That|Here|There)['’](?:re|ve|ll|d|m|s)")
_IN = r"\b(?:in|at|near|outside|around)\s+"
_OF = r"\b(?:in|at|from|near|of|to|outside|around|for)\s+"
_OF_COUNTRY = re.compile(r"\sof\s(?:the\s)?([A-Z]\w+(?:\s[A-Z]\w+)?)")
_ALONE = re.compile(r"(?:['’]s)?(?=[\s,.;:)?!\"”]|$)(?!\s+(?:&\s+)?[A-Z])")
_CAPITAL_BEFORE = re.compile(r"[A-Z][\w&-]*\s$")


def mended(page: Page, names: tuple[Name, ...], pack: Pack) -> tuple[Name, ...]:
    """Return the names of a page, mended."""
    named = tuple(n for n in names if not _CONTRACTED.fullmatch(n.text))
    known = _firms(page, _joined(page, _at_home(page, _bracketed(page, named), pack), pack), pack)
    known = _seatless(page, known, pack)
    for found in (_lowered, _brands, _broken):
        new = found(page, known, pack)
        kept = [n for n in known if not any(o.start <= n.start and n.end <= o.end for o in new)] if new else known
        known = tuple(sorted((*kept, *new), key=lambda n: n.start))
    return known


def free_places(page: Page, names: Sequence[Name], words: str) -> Iterator[re.Match[str]]:
    """Yield where words stand by themselves, outside of all names; names are in text order."""
    for hit in re.finditer(rf"(?<![\w-]){re.escape(words)}(?![\w-])", page.content):
        if not any(n.end > hit.start() for n in _around(names, hit.end())):
            yield hit


def _bracketed(page: Page, names: tuple[Name, ...]) -> tuple[Name, ...]:
    """Return the names with those whole that stand in angle brackets, as newswires set bodies that no exchange lists."""
    new = [
        Name(hit.start(1), hit.end(1), hit.group(1), "body")
        for hit in _ANGLED.finditer(page.content)
        if any(n.start < hit.end(1) and hit.start(1) < n.end for n in _around(names, hit.end(1)))
    ]
    kept = [n for n in names if not any(o.start <= n.start and n.end <= o.end for o in new)] if new else names
    return tuple(sorted((*kept, *new), key=lambda n: n.start))


def _around(names: Sequence[Name], end: int) -> Sequence[Name]:
    """Return the last names that begin before a place."""
    near = bisect_left(names, end, key=lambda n: n.start)
    return names[max(0, near - _NEAR) : near]


def _at_home(page: Page, names: tuple[Name, ...], pack: Pack) -> tuple[Name, ...]:
    """Return the names, a body with the country behind it where its letters follow: 'Ministry of Law, Norway (MOLN)'."""
    out = list(names)
    for one, other in pairwise(names):
        near = one.label == "body" and other.label == "place" and page.content[one.end : other.start] == ", "
        lettered = near and " " in one.text and _LETTERS.match(page.content, other.end)
        if lettered and other.text in pack.lexicons["countries"]:
            out = [n for n in out if n not in (one, other)]
            out.append(Name(one.start, other.end, page.content[one.start : other.end], "body"))
    return tuple(sorted(out, key=lambda n: n.start))


def _joined(page: Page, names: tuple[Name, ...], pack: Pack) -> tuple[Name, ...]:
    """Return the names, where a person that runs into a firm's name is its front: 'Sun Hong Textile Corp'."""
    kept = list(names)
    for one, other in pairwise(names):
        runs_on = one.label == "person" and other.label == "body" and page.content[one.end : other.start] == " "
        if runs_on and " " in other.text and _is_firm(other.text, pack):
            kept = [n for n in kept if n not in (one, other)]
            kept.append(Name(one.start, other.end, page.content[one.start : other.end], "body"))
    return tuple(sorted(kept, key=lambda n: n.start))


def _is_firm(name: str, pack: Pack) -> bool:
    last = name.rstrip(".").split()[-1]
    return any(row["word"] == last and row["kind"] in ("enterprise", "finance") for row in pack.tables["body_heads"])


def _firms(page: Page, names: tuple[Name, ...], pack: Pack) -> tuple[Name, ...]:
    """Return the names, where what was taken for a person is a firm without its legal form: 'Lund Wind' of 'Lund Wind AB'."""
    bodies: dict[str, list[str]] = {}
    for name in names:
        if name.label == "body" and " " in name.text:
            bodies.setdefault(name.text.split()[0], []).append(name.text)
    heads = {head for name in names if name.label == "body" and (head := pack.head_of(name.text))}
    countries, titles = {*pack.lexicons["countries"]}, {*pack.lexicons["name_titles"]}
    foreign = {
        n.text
        for n in names
        if n.label == "person" and " " not in n.text
        if (of := _OF_COUNTRY.match(page.content, n.end)) and of.group(1) in countries
        if not titles & {*page.content[max(0, n.start - 30) : n.start].split()[-1:]}  # 'King Hussein of Jordan'
    }
    titled = {
        n.text for n in names if n.label == "person" and _TITLE.search(page.content, max(0, n.start - 8), n.start)
    }

    def is_firm(name: Name) -> bool:
        if name.text.lower() in heads and page.content[max(0, name.start - 4) : name.start].lower() == "the ":
            return True
        if name.text in foreign:
            return True  # 'Deltares of the Netherlands'
        fronts = bodies.get(name.text.split()[0], ())[:_NEAR]
        return any(pack.same_name(body, name.text) in ("firm", "brand") for body in fronts)

    return tuple(
        msgspec.structs.replace(n, label="body") if n.label == "person" and n.text not in titled and is_firm(n) else n
        for n in names
    )


def _seatless(page: Page, names: tuple[Name, ...], pack: Pack) -> tuple[Name, ...]:
    """Return the names, where the first word of one body's name was taken for a place in which nothing ever lies."""
    held: dict[str, set[str]] = {}
    for name in names:
        for word in name.text.split() if " " in name.text else ():
            held.setdefault(word, set()).add(name.text)
    places = {n.text for n in names if n.label == "place" and " " not in n.text} - {*pack.lexicons["countries"]}
    bodies = {n.text for n in names if n.label == "body"}
    loose = {
        word
        for word in list(places)[:_LOOKED_FOR]
        if len(held.get(word, ())) == 1
        and all(text in bodies and text.startswith(word) and _may_shorten(text, pack) for text in held[word])
        and not re.search(
            (_IN if _is_firm(next(iter(held[word])), pack) else _OF) + re.escape(word) + r"(?!\w)(?! [A-Z])",
            page.content,
        )
    }
    return tuple(msgspec.structs.replace(n, label="body") if n.text in loose else n for n in names)


def _may_shorten(name: str, pack: Pack) -> bool:
    """Whether a body may go by its first word: a firm or a university may, a city's council may not."""
    kinds = {row["word"]: row["kind"] for row in pack.tables["body_heads"]}
    kind = next((kinds[w] for w in reversed(name.rstrip(".").split()) if w in kinds), None)
    return kind in ("enterprise", "finance", "university") or name.endswith(("Administration", "Authority"))


def _lowered(page: Page, names: tuple[Name, ...], pack: Pack) -> list[Name]:
    """Return the places where a name that is known in capitals, as datelines have it, stands in small letters."""
    texts = {n.text: n.label for n in names if n.label != "person" and n.text.isupper() and n.text.isalpha()}
    known = {n.text for n in names}
    towns = [t for t in texts if len(t) >= _BRAND_MIN and t.title() in pack.lexicons["capitals"]]
    return [
        Name(hit.start(), hit.end(), hit.group(), "place")
        for text in towns[:_LOOKED_FOR]
        if text.title() not in known
        for hit in free_places(page, names, text.title())
    ]


def _brands(page: Page, names: tuple[Name, ...], pack: Pack) -> list[Name]:
    """Return the places where the first word of a firm's name, or the one behind its town, stands for it."""
    common = {
        w
        for stem in ("body_heads", "fields", "openers", "common_openers", "general_words")
        for w in pack.lexicons[stem]
    }
    common |= {*pack.lexicons["countries"], *pack.lexicons["countries_adjective"], *(n.text for n in names)}
    firms = list(dict.fromkeys(n.text for n in names if n.label == "body" and " " in n.text and _is_firm(n.text, pack)))
    words = dict.fromkeys(w for text in firms for w in text.split()[:2] if len(w) >= _BRAND_MIN and w not in common)
    found = []
    for word in [w for w in words if w[0].isupper() and w.isalpha()][:_LOOKED_FOR]:
        for hit in free_places(page, names, word):
            before = page.content[max(0, hit.start() - 25) : hit.start()]
            if _ALONE.match(page.content, hit.end()) and not _CAPITAL_BEFORE.search(before):
                found.append(Name(hit.start(), hit.end(), word, "body"))
    return found


def _broken(page: Page, names: tuple[Name, ...], pack: Pack) -> list[Name]:
    """Return the places where a name stands with blanks or hyphens inside its words: 'Exten sion Company'."""
    whole = dict.fromkeys(n.text for n in names if n.label == "body" and " " in n.text)
    texts = dict.fromkeys(t for text in whole for t in (text, _COUNT.sub("", text), *pack.names_within(text)))
    several = [text for text in texts if " " in text][:_LOOKED_FOR]
    keys = [key for text in several if len(key := "".join(filter(str.isalnum, text)).lower()) >= _SQUEEZED_MIN]
    if not keys:
        return []
    offsets = [n for n, c in enumerate(page.content) if c.isalnum()]
    squeezed = "".join(filter(str.isalnum, page.content)).lower()
    if len(squeezed) != len(offsets):
        return []  # some letter has no single small one
    taken = sorted((n.start, n.end) for n in names)
    found: list[Name] = []
    for key in keys:
        at = squeezed.find(key)
        while at >= 0:
            start, end = offsets[at], offsets[at + len(key) - 1] + 1
            at = squeezed.find(key, at + len(key))
            if _stands_apart(page.content, start, end) and not _overlaps(taken, start, end):
                found.append(Name(start, end, page.content[start:end], "body"))
    return [n for i, n in enumerate(found) if not any(o.start < n.end and n.start < o.end for o in found[:i])]


def _stands_apart(content: str, start: int, end: int) -> bool:
    """Whether a stretch is whole words of one line, begun by a capital."""
    whole = not (content[start - 1 : start].isalnum() or content[end : end + 1].isalnum())
    return whole and content[start].isupper() and "\n\n" not in content[start:end]


def _overlaps(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a name stands there that is not a piece of the stretch."""
    near = taken[max(0, bisect_left(taken, (end, 0)) - _NEAR) : bisect_left(taken, (end, 0))]
    return any(b > start and (a < start or b > end or (a, b) == (start, end)) for a, b in near)
