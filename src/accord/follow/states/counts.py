"""What a text counts, each number with the kind of things that it counts, so that what was done can be compared with what was promised.

In:  any text; a sentence of later news and the words of a promise.
Out: `Count`s; whether fewer things of a kind are told than were promised.

Numbers may be figures or words; words and their values are `data/numerals.tsv`, kinds of things `data/units.tsv`. Where no kind
is known, the words behind a number are its kind. Years, shares and numbers of order count nothing.
"""

import re
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files

import msgspec

from accord.han import simplified
from accord.tsv import read_table

__all__ = ["Count", "comes_up_to", "counts_in", "falls_short"]

_DATA = files("accord.follow.states") / "data"
_YEAR = re.compile("(?:19|20)[0-9][0-9]")
_BEHIND = 3  # words behind a number among which the thing is that it counts
_WORD = re.compile(r"[ ]?([A-Za-z][\w’'-]*)")
_OF = re.compile(
    r" (?:out )?of (?:the |its |their |those |all )?(?:[\w-]+[’']s? )?"
)  # 12 of the 40: 12 are told, 40 are the whole
_SHARE = re.compile(  # a tenth of the 5,000: a share is told, 5,000 are the whole
    r"\b(?:half|thirds?|quarters?|fifths?|tenths?|most|part|parts|per ?cent|first|second|\w+th|handful|fraction)"
    r" (?:out )?of (?:the |its |their |those |all )?$|% of (?:the |its |their )?$",
    re.IGNORECASE,
)
_OWN = re.compile(r"^ of (?:the|its|their|his|her|these|those|[A-Z][\w.-]*[’']s?)(?= )")  # eleven of Borg's satellites
_NUMBER_OF = re.compile(
    r"\bnumber of (?:[\w-]+ )?([\w-]+)\b[^.;,\d]{0,30} $", re.IGNORECASE
)  # the number of tenants is 58
_FRACTION = re.compile(r"\b(?:an?|one) (?:third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)$", re.IGNORECASE)
_NTH = re.compile(r"(?:st|nd|rd|th)\b")
_AIM = re.compile(
    r"(?:[\u3400-\u9fff]{0,3}级)?的?(?:总)?(?:目标|规划数)|(?: [\w-]+){0,2} (?:target|goal)\b"
)  # so many are aimed at
_AMONG = re.compile(
    r"[\u3400-\u9fffA-Z0-9-]{1,8}(?:中[，有已的]|里的?有?(?=[一二两三四五六七八九十\d首])|的首|已经?(?:建成|完成|交付|竣工|投用|投产|到位|开工|运抵)(?=[一二两三四五六七八九十\d]))"
)  # 十二列电车中，已有五列; 六座大桥已建成四座
_EARNED = re.compile(  # sales of 60 million: what came in says nothing of what was promised to be laid out
    r"(?:销售额|销售收入|营业额|营业收入|营收|成交额|交易额|产值|票房|利润|税收|纳税)[^，。；\d]{0,8}$"
    r"|\b(?:sales|turnover|revenues?|profits?|earnings|takings|box office)\b[^.;,\d]{0,30}$",
    re.IGNORECASE,
)
_MONEY = frozenset({"money"})
_MILLION = 1_000_000  # from which on a number without a thing is of money: 30 million for the stadium
_LEAST = 2  # one thing stands in every text


class Count(msgspec.Struct, frozen=True):
    """So many things of some kinds: those of `data/units.tsv`, else the words behind the number; `nth`: the one that makes so many."""

    number: Decimal
    kinds: frozenset[str]
    nth: bool = False


@lru_cache(maxsize=1 << 12)
def counts_in(text: str) -> tuple[Count, ...]:
    """Return what a text counts, in text order; of so many of so many the part.

    >>> [(str(one.number), sorted(one.kinds)) for one in counts_in("thirty-five schools, 三百一十名职工")]
    [('35', ['school']), ('310', ['person'])]
    """
    plain = simplified(text)
    hits = [hit for hit in _number().finditer(plain) if not _is_a_year(plain, hit)]
    found = []
    for at, hit in enumerate(hits):
        part = _OF.match(plain, hit.end())
        whole = hits[at + 1] if part and at + 1 < len(hits) and hits[at + 1].start() == part.end() else hit
        kinds = (
            _kinds(_OWN.sub("", plain[whole.end() :], count=1))
            or _named_before(plain[: hit.start()])
            or (_MONEY if _value(whole.group()) >= _MILLION else frozenset())
        )
        told = not (at and _OF.fullmatch(plain, hits[at - 1].end(), hit.start())) and not _is_left_out(plain, hit)
        if kinds and told and (number := _value(hit.group())) >= _LEAST:
            found.append(Count(number, kinds, _is_nth(plain, hit)))
    return tuple(found)


def _is_a_year(plain: str, hit: re.Match[str]) -> bool:
    """Return whether a number of four figures is a year: no measure word stands behind it."""
    return bool(_YEAR.fullmatch(hit.group())) and not _measure().match(plain, hit.end())


def _is_nth(plain: str, hit: re.Match[str]) -> bool:
    """Return whether a number says the how manieth a thing is."""
    last = _token().findall(hit.group())[-1].casefold()
    spelt = last in _numerals() and _numerals()[last][1] == "nth"
    return spelt or plain.endswith("第", 0, hit.start()) or bool(_NTH.match(plain, hit.end()))


def _is_left_out(plain: str, hit: re.Match[str]) -> bool:
    """Return whether a number is that of a whole of which a part is told, of an aim, or of what was earned."""
    around = (
        _FRACTION.search(plain, 0, hit.end()),
        _AMONG.match(plain, hit.end()),
        _AIM.match(plain, hit.end()),
        _SHARE.search(plain, 0, hit.start()),
        _EARNED.search(plain, 0, hit.start()),
    )
    return any(around)


def falls_short(told: str, promised: str) -> bool:
    """Return whether a sentence counts fewer things than were promised, of every kind that both count.

    >>> falls_short("So far 130 nurses were trained.", "They will train 300 nurses.")
    True
    >>> falls_short("Two ministers said that 300 nurses were trained.", "They will train 300 nurses.")
    False
    """
    pairs = _compared(told, promised)
    return bool(pairs) and all(here < there for here, there in pairs)


def comes_up_to(told: str, promised: str) -> bool:
    """Return whether a sentence counts as many things as were promised, of a kind that both count.

    >>> comes_up_to("Acme has hired 400 people.", "Acme will create 400 jobs.")
    True
    """
    return any(here >= there for here, there in _compared(told, promised))


def _compared(told: str, promised: str) -> list[tuple[Decimal, Decimal]]:
    """Return each number of a sentence with those of the promise that count things of its kind; its second runway counts none."""
    here, there = counts_in(told), [one for one in counts_in(promised) if not one.nth]
    return [(one.number, other.number) for one in here for other in there if one.kinds & other.kinds]


def _kinds(behind: str) -> frozenset[str]:
    """Return the kinds of what stands behind a number: a measure word, or words up to the first that counts nothing."""
    measure = _measure().match(behind)
    if measure:
        return frozenset({_units()[measure.group(1).casefold()]})
    kinds, at = [], 0
    for _ in range(_BEHIND):
        hit = _WORD.match(behind, at)
        word = hit.group(1).casefold() if hit else ""
        if not hit or word in _stops():
            break
        if word in _units():
            return frozenset({_units()[word]})
        kinds.append(word.removesuffix("s"))
        at = hit.end()
    return frozenset(kinds)


def _named_before(words: str) -> frozenset[str]:
    """Return the kinds of what is told before its number: the number of tenants at 58."""
    hit = _NUMBER_OF.search(words)
    word = hit.group(1).casefold() if hit else ""
    return frozenset({_units().get(word, word.removesuffix("s"))}) if word else frozenset()


def _value(words: str) -> Decimal:
    """Return the value of figures or number words, however many stand together."""
    whole = group = part = Decimal(0)
    for hit in _token().finditer(words):
        word = hit.group().casefold()
        if word[0].isdigit():
            part = Decimal(word.replace(",", "").rstrip("."))
            continue
        value, role = _numerals()[word]
        if role in ("add", "nth"):
            part += value
        elif role == "times":
            group, part = group + (part or 1) * value, Decimal(0)
        else:
            whole, group, part = whole + ((group + part) or 1) * value, Decimal(0), Decimal(0)
    return whole + group + part


@cache
def _numerals() -> dict[str, tuple[Decimal, str]]:
    rows = read_table(_DATA / "numerals.tsv").rows
    return {row["word"]: (Decimal(row["value"]), row["role"]) for row in rows}


@cache
def _units() -> dict[str, str]:
    """Return the kinds of things by word; words of no kind (`-`) end what a number counts."""
    rows = read_table(_DATA / "units.tsv").rows
    return {word: row["kind"] for row in rows if row["kind"] != "-" for word in row["words"].split("|")}


@cache
def _stops() -> frozenset[str]:
    rows = read_table(_DATA / "units.tsv").rows
    return frozenset(word for row in rows if row["kind"] == "-" for word in row["words"].split("|"))


@cache
def _number() -> re.Pattern[str]:
    latin, other = _by_script(_numerals())
    figures = r"(?<![A-Za-z0-9.])[0-9][0-9,]*(?:\.[0-9]+)?"
    return re.compile(
        rf"(?:{figures}|\b(?:{latin})\b|(?:{other}))(?:[ -]?\b(?:{latin})\b|(?:{other}))*(?!\w*[%％])", re.IGNORECASE
    )


@cache
def _token() -> re.Pattern[str]:
    latin, other = _by_script(_numerals())
    return re.compile(rf"[0-9][0-9,]*(?:\.[0-9]+)?|\b(?:{latin})\b|{other}", re.IGNORECASE)


@cache
def _measure() -> re.Pattern[str]:
    """Return what finds a measure word behind its number, without a space."""
    _, other = _by_script(_units())
    return re.compile(rf"[多余来]?(?:个)?({other})")


def _by_script(words: dict[str, object] | dict[str, str] | dict[str, tuple[Decimal, str]]) -> tuple[str, str]:
    """Return the words of alphabets and the others, each as a pattern, the longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    latin = "|".join(re.escape(word) for word in ordered if word.isascii())
    return latin, "|".join(re.escape(word) for word in ordered if not word.isascii())
