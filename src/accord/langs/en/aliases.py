"""Say whether two names may name one body, as English shortens names.

In:  two names of one document.
Out: the reason why they may be one, as a slug; None where nothing speaks for it. Whether a reason is enough where
     several bodies fit is for the reader to say.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache

from accord.langs.en.belonging import country_of, country_words, without_country
from accord.langs.en.shapes import rows_of, words_of

__all__ = ["country_of", "head_of", "home_of", "name_key", "names_within", "place_levels", "same_name"]

_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "to", "de", "du", "del", "&", "la", "a"})
_TOKEN = re.compile(r"\w+(?:['’.&/-]\w+)*|&")
_LEGAL = frozenset({
    "co", "corp", "inc", "ltd", "limited", "pte", "pty", "llc", "plc", "gmbh", "ag", "sa", "spa", "nv", "bv",
    "bhd", "sdn", "berhad", "corporation", "company", "incorporated", "kk", "oyj", "oy", "ab", "asa", "as",
    "se", "sas", "sarl", "srl", "kg", "kgaa", "jsc", "pjsc", "ojsc", "cjsc", "pbc", "lp", "llp", "tbk", "zrt",
    "doo",
})  # fmt: skip
_SEAT = re.compile(
    r"^(?P<place>.+?)(?:['’]s)?\s+(?:(?:city|county|district|municipal|provincial|prefectural|state|federal|regional|local|central|shire|borough|town)\s+)*"
    r"(?:(?:people['’]?s\s+)?(?:governments?|side|delegation|officials|leaders|leadership|negotiators|counterparts?)"
    r"|city|municipality|province|prefecture|state|shire|borough|authorities"
    r"|(?:city|county|district|municipal|shire|borough|town)\s+councils?|(?-i:council)"
    r"|(?:administrative|management|administration)\s+(?:committee|commission))$",
    re.IGNORECASE,
)
_OF_PLACE = re.compile(
    r"^(?:(?:federal|royal|people's|provincial|municipal|state)\s+)?(?:governments?|city|municipality|state|province|county|town|shire|borough|colony|prefecture"
    r"|(?:(?:people['’]s|democratic|federal|socialist|islamic|federative|co-?operative)\s+)*republic|kingdom|federation|akimat|khokimiyat|hokimiyat|khokimiat|voivodeship|oblast|governorate|prefeitura|ayuntamiento)\s+of\s+(?:the\s+)?(?P<place>.+)$",
    re.IGNORECASE,
)
_LEVELS = {
    "city": "city", "municipal": "city", "municipality": "city", "province": "province", "provincial": "province",
    "county": "county", "district": "district", "prefecture": "prefecture", "prefectural": "prefecture", "state": "state",
    "township": "town", "town": "town", "island": "island", "zone": "zone", "park": "zone", "port": "port", "region": "region", "borough": "borough", "shire": "shire",
}  # fmt: skip
_PARTS_OF = frozenset({"party", "institute", "centre", "center", "department", "branch", "foundation", "fund", "committee", "hospital", "school", "subsidiary", "ventures", "capital", "faculty", "association", "union", "ministry", "chamber", "embassy", "parliament", "university", "office", "airport", "port", "park", "council", "congress", "senate", "relations", "affairs", "academy", "library", "museum", "cloud", "research", "laboratory", "press", "college", "court", "police"})  # fmt: skip


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """Return what is left of a name without case, spaces, hyphens, articles and possessives.

    >>> name_key("the China Ex-Im bank") == name_key("China's Exim Bank")
    True
    """
    plain = re.sub(r"['’]s?\b", "", name.casefold())
    words = [word for word in re.findall(r"\w+|&", plain) if word != "the"]
    counted = len(words) > 1 and words[0].isdigit()
    return "".join(words[1:] if counted else words)


def same_name(one: str, other: str) -> str | None:
    """Return why two names may name one body; the order does not matter.

    >>> same_name("National Rail Agency", "NRA"), same_name("Wuhan Municipal Government", "Wuhan")
    ('initials', 'seat')
    >>> same_name("Northwind Shipping Co., Ltd.", "Northwind"), same_name("Northwind Institute", "Northwind")
    ('brand', None)
    """
    if name_key(one) == name_key(other):
        return "spelling"
    long, short = sorted((one, other), key=len, reverse=True)
    reasons: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("firm", lambda: _firm_key(long) == _firm_key(short)),
        ("seat", lambda: _is_country_word(long, short) or _is_seat(long, short) or _is_seat(short, long)),
        ("home", lambda: _is_at_home(long, short)),
        ("turned", lambda: _is_turned(long, short)),
        ("initials", lambda: _spells(long, short)),
        ("blend", lambda: _is_blend(long, short)),
        ("brand", lambda: _is_brand(long, short)),
        ("short", lambda: _is_short_form(long, short)),
        ("tail", lambda: _is_tail(long, short) or _is_span(long, short)),
        ("worded", lambda: _is_worded_alike(long, short)),
        ("placed", lambda: long.endswith(" " + short) and " of " in short and " of " not in long[: -len(short)]),
        ("campus", lambda: _words(long) == [*_words(short), "university"]),
        ("head", lambda: short.lower() == head_of(long)),
    )
    return next((reason for reason, holds in reasons if holds()), None) or _nearly_spells(long, short)


def names_within(name: str) -> tuple[str, ...]:
    """Return the shorter names that a name holds as it stands: without its country, the place of a government.

    >>> names_within("Ministry of Rail of Norway"), names_within("City of Lund"), names_within("Lund Bank")
    (('Ministry of Rail',), ('Lund',), ())
    """
    core, country = without_country(name)
    owned = not name.endswith(core) or re.search(r"['’]s?\s", name[: -len(core)])  # not so 'China Steel Group'
    found = [core] if country and owned and core in name and _tells_alone(core) else []
    place = _place_of(name)
    if place and place[0].isupper() and len(place) < len(name) and place not in words_of("countries", 2):
        found.append(place)
    return tuple(found)


def home_of(name: str) -> str | None:
    """Return the country to which a name says that its body belongs.

    >>> home_of("Norway's Ministry of Rail"), home_of("Northwind")
    ('Norway', None)
    """
    return without_country(name)[1]


@lru_cache(maxsize=4096)
def head_of(name: str) -> str | None:
    """Return the noun that says what kind of body a name of several words names, in small letters; else None.

    >>> head_of("North Sea Fund for Development"), head_of("U.S. Army Corps of Engineers"), head_of("Northwind")
    ('fund', 'corps', None)
    """
    front = re.split(r"\s+(?:of|for|in|on)\s+|,", " ".join(name.split()))[0]
    words = front.split()
    return words[-1].lower() if len(name.split()) > 1 and words and words[-1][0].isupper() else None


@lru_cache(maxsize=4096)
def place_levels(name: str) -> frozenset[str]:
    """Return the kinds of place that a name says: two of which none agrees are two places.

    >>> sorted(place_levels("Jilin Province")), sorted(place_levels("Jilin Municipal Government"))
    (['province'], ['city'])
    """
    words = re.findall(r"\w+", name.lower())
    return frozenset(_LEVELS[word] for word in words[-3:] + words[:1] if word in _LEVELS)


def _is_country_word(long: str, short: str) -> bool:
    """Whether one is the adjective or another name of the other: 'Chinese' and 'China', 'U.S.' and 'United States'."""
    return country_of(long) == country_of(short)


def _is_at_home(long: str, short: str) -> bool:
    """Whether two names differ only in that one of them, or both in two ways, say the same country."""
    (one, home), (other, abroad) = without_country(long), without_country(short)
    if home and abroad and home != abroad:
        return False
    return bool(home or abroad) and name_key(one) == name_key(other) and _tells_alone(one)


def _is_turned(long: str, short: str) -> bool:
    """Whether two names say one thing in two orders: 'University of Oslo' and 'Oslo University'."""
    if (" of " in long) == (" of " in short):
        return False
    a, b = _spelt(long), _spelt(short)
    return len(a) > 1 and a == b


@lru_cache(maxsize=4096)
def _spelt(name: str) -> tuple[str, ...]:
    """Return the words of a name in the order of the alphabet, with its legal form and possessives left out."""
    plain = re.sub(r"\bex-?im\s?bank\b|\bexport-import bank\b", "exim bank", " ".join(_words(name)))
    return tuple(sorted(w for w in plain.split() if w not in _LEGAL))


def _is_tail(long: str, short: str) -> bool:
    """Whether the shorter is the longer's last words, of which the first tells more than a kind: 'Corridor Group'."""
    a, b = _words(long), _words(short)
    if len(b) < 2 or len(b) >= len(a) or a[-len(b) :] != b or b[0] in _heads() or b[0] in country_words():
        return False
    return " of " not in short and b[-1] in _heads() and b[0] not in _LEGAL


def _is_span(long: str, short: str) -> bool:
    """Whether the shorter is the longer's first word and its head: 'Union Company' of 'Union Steam Ship Company'."""
    a, b = _words(re.split(r"\s(?:of|for)\s", long)[0]), _words(short)
    if len(b) != 2 or len(a) < 3 or b[0] != a[0] or b[1] != a[-1] or b[1] not in _heads():
        return False
    return b[0] not in country_words() and b[0].capitalize() not in words_of("general_words")


def _tells_alone(core: str) -> bool:
    if re.fullmatch(r"[A-Z]{3,8}", core):
        return True
    return len(_words(core)) > 1 and not core.lower().startswith(("government of", "bank of", "republic of"))


@lru_cache(maxsize=4096)
def _firm_key(name: str) -> str:
    """Return a name's key without its legal form; the whole name where nothing else would be left to tell it."""
    words = [w for w in _TOKEN.findall(name) if w.lower() != "the"]
    while len(words) > 1 and re.sub(r"\W", "", words[-1].lower()) in _LEGAL:
        words.pop()
    kept = len(words) > 1 or (words and _tells(words[0].lower()))
    return name_key(" ".join(words)) if kept else name_key(name)


def _is_brand(long: str, short: str) -> bool:
    """Whether the longer is the shorter and words that say no more than what kind of firm it is: 'Lund Industries'."""
    a, b = _words(long), _words(short)
    if not b or len(b) >= len(a) or a[: len(b)] != b or country_of(short) != short or short in words_of("countries"):
        return False
    return any(_tells(word) for word in b) and all(w in _LEGAL or w in _firm_heads() for w in a[len(b) :])


def _is_worded_alike(long: str, short: str) -> bool:
    """Whether two names differ by the ending of one long word, or by a letter of it: translators and scanners do that."""
    a, b = ([w for w in _words(x) if w not in _LEGAL] for x in (long, short))
    if len(a) != len(b) or len(a) < 2:
        return False
    odd = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return len(odd) == 1 and _is_slip(*odd[0])


def _is_slip(one: str, other: str) -> bool:
    if min(len(one), len(other)) < 8 or abs(len(one) - len(other)) > 2 or any(c.isdigit() for c in one + other):
        return False
    same = next((n for n, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), min(len(one), len(other)))
    if max(len(one), len(other)) - same <= 2:
        return True
    return len(one) == len(other) and same > 0 and one[same + 1 :] == other[same + 1 :]


def _is_seat(long: str, short: str) -> bool:
    """Whether the longer is the government of the shorter: 'Ethiopian government' and 'Ethiopia'."""
    place = _place_of(long)
    if not place:
        return False
    named = _place_of(short) or short
    return name_key(country_of(place)) == name_key(country_of(named))


@lru_cache(maxsize=4096)
def _place_of(name: str) -> str | None:
    """Return the place whose government or side a name is."""
    found = _SEAT.match(name) or _OF_PLACE.match(name)
    if not found or found.group("place") in words_of("countries"):
        return found.group("place") if found else None
    return _place_of(found.group("place")) or found.group("place")  # 'Government of the Kingdom of Norway'


def _spells(long: str, short: str) -> bool:
    if not re.fullmatch(r"[A-Z][A-Za-z&]{1,9}", short) or sum(c.isupper() for c in short) < 2:
        return False
    return short.upper() in _initials(long)


@lru_cache(maxsize=4096)
def _initials(name: str) -> frozenset[str]:
    """Return the initials of a name: of every word, without the small ones, and without what says its legal form."""
    words = [w for w in _TOKEN.findall(name) if w[0].isupper() or w in _SMALL]
    letters = [part for w in words for part in w.split("-") if part]
    main = [w for w in letters if w.lower() not in _SMALL]
    firm = [w for w in main if w.lower() not in _LEGAL]
    return frozenset("".join(w[0] for w in some).upper() for some in (letters, main, firm))


def _nearly_spells(long: str, short: str) -> str | None:
    """Return `letters` where the initials hold the letters, `syllables` where the letters hold the initials.

    'CEC' may stand for China Electronics ... Corporation; 'JXUST' is JiangXi University of Science and Technology.
    """
    if _is_jumbled(long, short):
        return "jumbled"
    if _is_mistaken(long, short):
        return "mistaken"
    if not re.fullmatch(r"[A-Z]{3,8}", short):
        return None
    words = [w for w in _TOKEN.findall(long) if w.lower() not in _SMALL]
    initials = "".join(w[0] for w in words).upper()
    every = "".join(re.findall(r"[a-z]", long.lower())).upper()
    if len(words) < 3 or initials[0] != short[0]:
        return None
    if _within(short, initials):
        return "letters"
    return "syllables" if _within(initials, short) and _within(short, every) else None


def _is_jumbled(long: str, short: str) -> bool:
    """Whether most letters stand, in order, for the words: 'CNITECH' of 'Ningbo Institute of ... Engineering, CAS'."""
    initials = "".join(w[0] for w in _TOKEN.findall(long) if w.lower() not in _SMALL).upper()
    if not re.fullmatch(r"[A-Z]{6,9}", short) or len(initials) < 5:
        return False
    common = _longest_common(short, initials)
    return common >= 5 and 3 * common >= 2 * max(len(short), len(initials))


def _is_mistaken(long: str, short: str) -> bool:
    """Whether a machine may have translated one name in two ways: 'China Electric Power', 'China Electronics Group'."""
    a, b = ([w.lower() for w in _TOKEN.findall(x)] for x in (long, short))
    if min(len(a), len(b)) < 2 or a[0] != b[0] or a[0] not in country_words() or a[1] == b[1]:
        return False
    return min(len(a[1]), len(b[1])) >= 7 and a[1][:5] == b[1][:5] and not set(b) & _LEGAL


def _longest_common(one: str, other: str) -> int:
    row = [0] * (len(other) + 1)
    for x in one:
        row = [0, *_next_row(row, x, other)]
    return row[-1]


def _next_row(row: list[int], x: str, other: str) -> list[int]:
    new: list[int] = []
    for n, y in enumerate(other):
        new.append(row[n] + 1 if x == y else max(row[n + 1], new[-1] if new else 0))
    return new


def _within(short: str, long: str) -> bool:
    rest = iter(long)
    return all(letter in rest for letter in short)


def _is_blend(long: str, short: str) -> bool:
    """Whether the shorter is made of the fronts of the longer's words: 'CommBank' of 'Commonwealth Bank', 'NParks'."""
    pieces = re.findall(r"[A-Z][a-z]+|[A-Z](?=[A-Z][a-z])|[A-Z]+", short)
    words = [w for w in _TOKEN.findall(long) if w.lower() not in _SMALL]
    if len(pieces) == 1 and len(words) > 1 and pieces[0] == short:
        return _is_welded(short.lower(), [w.lower() for w in words])
    if len(pieces) < 2 or "".join(pieces) != short or len(words) < len(pieces) or len(short) < 5:
        return False
    if not any(len(p) > 2 and p[1:].islower() for p in pieces):
        return False
    return all(w.startswith(p) or _letters_of(p, w) for p, w in zip(pieces, words, strict=False))


def _is_welded(short: str, words: list[str]) -> bool:
    """Whether one word is the fronts of the first and of a later word: 'Namport' of 'Namibian Ports Authority'."""
    return any(
        words[0].startswith(short[:n]) and words[0] != short[:n] and any(w.startswith(short[n:]) for w in words[1:])
        for n in range(3, len(short) - 2)
    )


def _letters_of(letters: str, word: str) -> bool:
    """Whether capitals are letters of one word, in order: 'SG' of 'Singapore'."""
    return len(letters) == 2 and letters.isupper() and word[0] == letters[0] and letters[1].lower() in word[1:]


def _is_short_form(long: str, short: str) -> bool:
    """Whether the shorter stands, word by word, within the longer and still tells one body from another."""
    a, b = _words(long), _words(short)
    if not b or len(b) >= len(a) or short.lower() in country_words():
        return False
    at = next((i for i in range(len(a) - len(b) + 1) if a[i : i + len(b)] == b), None)
    if at is None or not any(_tells(word) for word in b):
        return False
    front, rest = a[:at], a[:at] + a[at + len(b) :]
    if _PARTS_OF & set(rest):
        return False
    return not front or _begins_with_country(front) or (len(b) == 1 and b[0] not in _heads())


@lru_cache(maxsize=4096)
def _words(name: str) -> list[str]:
    return [re.sub(r"['’]s$", "", w.lower()) for w in _TOKEN.findall(name) if w.lower() not in _SMALL]


def _tells(word: str) -> bool:
    return word not in _LEGAL and word not in _heads()


def _begins_with_country(front: list[str]) -> bool:
    """Whether what the shorter leaves out begins with a country: 'U.S. Army' of the 'Corps of Engineers'."""
    return any(" ".join(front[:n]) in _country_keys() for n in range(1, min(len(front), 3) + 1))


@cache
def _country_keys() -> frozenset[str]:
    return frozenset(" ".join(_words(word)) for word in country_words())


@cache
def _heads() -> frozenset[str]:
    return frozenset(w.lower() for w in words_of("body_heads"))


@cache
def _firm_heads() -> frozenset[str]:
    return frozenset(row[0].lower() for row in rows_of("body_heads") if row[1] == "enterprise")
