"""Cut a name into what it is made of: places, bodies, words of the list, numbers, and what is its own.

In:  a folded name without brackets that only say another name.
Out: tokens in order, and the legal forms that the name bears.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

import msgspec

from accord.gazetteer import entry, within
from accord.identity.levels import foremost
from accord.identity.numbers import han_number, latin_number
from accord.identity.roman import reading
from accord.identity.text import bare_key, is_han, roman_key
from accord.identity.words import bodies, legal_forms, lengths, longest_word, phrase_key, places, words

__all__ = ["ALL", "Token", "cut"]

_RUNS = re.compile(
    r"(?:[\u3400-\u4dbf\u4e00-\u9fff〇]|(?<=[\u4e00-\u9fff])[0-9]+(?=[\u4e00-\u9fff]))+|[^\u3400-\u4dbf\u4e00-\u9fff〇\s()·,]+"
)
_WORD = re.compile(r"[^\s,()/;:\"]+")
_OWN_RUN, _OWN_SIGN = (
    0.6,
    1.1,
)  # what a run of signs of the name's own costs, and each sign; the least sum wins, found by trial
_PLACE, _BODY, _WORD_COST, _SINGLE, _NOISE = 0.9, 0.8, 1.0, 1.05, 1.5
ALL = "*"
_HOME = "CN"


class Token(msgspec.Struct, frozen=True):
    """A part of a name.

    Attributes:
        sort: place, body, head, unit, field, level, number or own.
        text: What it shares with the same part in another name of its script.
        rows: Rows of the word list, for another script.
        first: Those of which it is the usual word.
        codes: What it may mean in the gazetteer.
        roman: How it sounds, in Latin letters; of several readings the usual one.
    """

    sort: str
    text: str
    rows: frozenset[int] = frozenset()
    first: frozenset[int] = frozenset()
    codes: frozenset[str] = frozenset()
    roman: str = ""


def cut(name: str, *, hidden: str = "") -> tuple[tuple[Token, ...], frozenset[str]]:
    """Return the tokens of a name and its legal forms.

    Args:
        name: Folded.
        hidden: Key of a name of the gazetteer that is not to be seen, so that the name itself is cut, too; `ALL` for every
            body's; nothing where each is one token.
    """
    if is_han(name):
        tokens, forms = _cut_han(name, hidden)
    else:
        tokens, forms = _cut_latin(name, hidden)
    return tuple(_narrowed(_without_levels(_joined(tokens)))), frozenset(forms)


def _cut_han(name: str, hidden: str) -> tuple[list[Token], set[str]]:
    tokens: list[Token] = []
    forms: set[str] = set()
    for run in _RUNS.findall(name):
        if is_han(run):
            tokens += _best(run, hidden, forms, first=not tokens)
        else:
            cut_run, found = _cut_latin(run, hidden)
            tokens += cut_run
            forms |= found
    return tokens, forms


def _best(run: str, hidden: str, forms: set[str], *, first: bool) -> list[Token]:
    """Return the cheapest way to cut a run of characters; legal forms go into `forms`."""
    found: list[Token] = []
    for token, group in groupby(_path(run, hidden, first=first), key=lambda step: step[1]):
        signs = [sign for sign, _ in group]
        if isinstance(token, Token):
            found += [token] * len(signs) if token.sort != "noise" else []
        elif token == "legal":
            forms.update(*(legal_forms()[sign] for sign in signs))
        else:
            text = "".join(signs)
            found.append(Token("own", text, roman=reading(text)))
    return found


def _path(run: str, hidden: str, *, first: bool) -> list[tuple[str, Token | str]]:
    """Return the steps of least cost through a run: what each covers, and its token; nothing for a sign of its own."""
    size = len(run)
    cost = [0.0] + [float("inf")] * size
    back: list[tuple[int, Token | str]] = [(0, "")] * (size + 1)
    for start in range(size):
        begins_own = start == 0 or back[start][1] != ""
        for end, price, token in _steps(run, start, hidden, first=first):
            total = cost[start] + price + (_OWN_RUN if token == "" and begins_own else 0)
            if total < cost[end] - 1e-9:
                cost[end], back[end] = total, (start, token)
    steps: list[tuple[str, Token | str]] = []
    while size:
        start, token = back[size]
        steps.append((run[start:size], token))
        size = start
    return steps[::-1]


def _steps(run: str, start: int, hidden: str, *, first: bool) -> Iterator[tuple[int, float, Token | str]]:
    yield start + 1, _OWN_SIGN, ""
    number = han_number(run, start)
    if number:
        yield number[1], _WORD_COST, Token("number", str(number[0]), roman=str(number[0]))
    single = words().get(run[start])
    if single and (start == 0 or start + 1 == len(run) or single.sort == "noise"):
        yield start + 1, _SINGLE if single.sort != "noise" else _NOISE, _token(run[start])
    for size in lengths().get(run[start : start + 2], ()):
        end = start + size
        part = run[start:end]
        if end > len(run):
            break
        if part in legal_forms():
            yield end, _WORD_COST, "legal"
            continue
        known = words().get(part)
        if known:
            yield end, _WORD_COST, _token(part)
        yield from _named(part, end, hidden, at_start=first and start == 0)


def _named(part: str, end: int, hidden: str, *, at_start: bool) -> Iterator[tuple[int, float, Token | str]]:
    if part in places():
        token, small = _place(part)
        if not small or at_start or len(part) > 2:
            yield end, _PLACE, token
    codes = _bodies(part, hidden)
    if codes:
        yield end, _BODY, Token("body", part, codes=frozenset(codes), roman=reading(part))


@cache
def _place(part: str) -> tuple[Token, bool]:
    """Return the token of a place, and whether it is a county or a city abroad, whose short name may stand in any other name."""
    codes = places()[part]
    return Token("place", part, codes=foremost(codes), roman=reading(part)), all(_is_small(code) for code in codes)


def _is_small(code: str) -> bool:
    one = entry(code)
    return one is not None and (one.level == "county" or (one.level != "country" and not within(code, _HOME)))


def _bodies(key: str, hidden: str) -> tuple[str, ...] | None:
    return None if hidden in (key, ALL) else bodies().get(key)


def _cut_latin(name: str, hidden: str) -> tuple[list[Token], set[str]]:
    parts = [part.strip(".-") or part for part in _WORD.findall(name)]
    parts = [
        part[:-2] if part.endswith("'s") and len(part) > 4 and part.casefold() != "people's" else part for part in parts
    ]
    tokens: list[Token] = []
    forms: set[str] = set()
    at = 0
    while at < len(parts):
        size, token = _longest(parts, at, hidden)
        if isinstance(token, Token):
            tokens.append(token)
        elif token:
            forms |= token
        at += size
    return tokens, forms


def _longest(parts: Sequence[str], at: int, hidden: str) -> tuple[int, Token | frozenset[str]]:
    """Return how many words the longest known phrase takes from here, and its token; a form of company by its sort."""
    for size in range(min(len(parts) - at, max(longest_word(), 9)), 0, -1):
        phrase = " ".join(parts[at : at + size])
        token = _phrase(phrase, hidden, first=at == 0, single=size == 1)
        if token is not None:
            return size, token
    roman = roman_key(parts[at])
    return 1, Token("own", roman, roman=roman) if roman else frozenset()


def _phrase(phrase: str, hidden: str, *, first: bool, single: bool) -> Token | frozenset[str] | None:
    key, bare = phrase_key(phrase), bare_key(phrase)
    if not first and key in legal_forms():
        return legal_forms()[key]
    codes = _bodies(bare, hidden)
    if codes and (not single or not phrase.islower()):
        return Token("body", bare, codes=frozenset(codes), roman=roman_key(phrase))
    if single and key not in words() and key.endswith("s") and len(key) > 3:
        key = key[:-1]
    known = words().get(key)
    codes = places().get(bare)
    if codes and not known:
        return Token("place", bare, codes=foremost(codes), roman=roman_key(phrase))
    if known:
        return frozenset() if known.sort == "noise" else _token(key)
    if single:
        number = latin_number(phrase)
        if number is not None:
            return Token("number", str(number), roman=str(number))
    return None


@cache
def _token(word: str) -> Token:
    """Return the token of a word of the list, as the list spells it."""
    known = words()[word]
    return Token(known.sort, known.group, rows=known.rows, first=known.first, roman=_sound(word))


def _sound(text: str) -> str:
    return reading(text) if is_han(text) else roman_key(text)


def _joined(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens, those of the name's own that follow each other as one (Heng Rui, Hengrui)."""
    found: list[Token] = []
    for token in tokens:
        if token.sort == "own" and found and found[-1].sort == "own":
            before = found.pop()
            token = Token("own", before.text + token.text, roman=before.roman + token.roman)
        found.append(token)
    return found


def _without_levels(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens without words for a level (Municipal, 省) beside a place; they say nothing more."""
    kept = []
    for at, token in enumerate(tokens):
        before = tokens[at - 1].sort if at else ""
        after = tokens[at + 1].sort if at + 1 < len(tokens) else ""
        if token.sort != "level" or (before != "place" and (after != "place" or before == "own")):
            kept.append(token)
    return kept


def _narrowed(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens, of a place and one within it that stand together only the smaller one, of a city and its zone the zone."""
    found: list[Token] = []
    for token in tokens:
        if token.sort == "place" and found and found[-1].sort == "place":
            nested = _nested(found[-1], token)
            if nested is not None:
                found[-1] = nested
                continue
        if token.sort == "body" and found and found[-1].sort == "place" and _seated(token, found[-1]):
            found.pop()
        if token.sort == "body" and found and found[-1].sort == "body" and _belongs(found[-1], token):
            continue
        if token.sort == "body" and found and found[-1].sort == "body" and _belongs(token, found[-1]):
            found.pop()
        found.append(token)
    return found


def _belongs(part: Token, whole: Token) -> bool:
    """Return whether one known body is a part of the other, so that its name alone says as much."""
    parents = {one.parent for code in part.codes if (one := entry(code))}
    return len(part.codes) == 1 and parents <= whole.codes


def _nested(left: Token, right: Token) -> Token | None:
    for outer, inner in ((left, right), (right, left)):
        if outer.codes & _countries(outer.codes):
            continue
        kept = frozenset(code for code in inner.codes for other in outer.codes if code != other and within(code, other))
        if kept:
            return Token("place", inner.text, codes=kept, roman=inner.roman)
    return None


def _seated(body: Token, place: Token) -> bool:
    """Return whether a body has its seat in the place before it (the city before its development zone)."""
    seats = [one.region for code in body.codes if (one := entry(code)) and one.kind == "park"]
    return bool(seats) and all(seat and any(within(seat, code) for code in place.codes) for seat in seats)


def _countries(codes: frozenset[str]) -> frozenset[str]:
    return frozenset(code for code in codes if (one := entry(code)) is not None and one.level == "country")
