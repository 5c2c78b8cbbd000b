"""Read from a name which organ of party or state it is, and whose.

In:  a name in any language of `data/organs.toml`; places by `lookup.named`.
Out: `Organ`s: several where the place is one of several of its name; none where the name is no organ's.

Organs are a grammar, not a list: a rule's pattern has slots, {place}, {unit} (the word for its level) and {department}; the
first rule of which the place is known speaks.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

import msgspec

from accord.errors import ConfigError
from accord.gazetteer.entries import LONGEST, Entry, Organ, OrganSort, folded
from accord.gazetteer.levels import level_words, levels_of, noun_of, units
from accord.gazetteer.lookup import of_adjective
from accord.gazetteer.tables import entries, rows
from accord.gazetteer.wheres import places

__all__ = ["OrganRule", "department_of", "organ", "organ_rules"]

_KEPT = 20_000  # names whose reading is kept: those of some hundred documents


class OrganRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule of the grammar.

    Attributes:
        id: Its name, stable.
        sort: What organ it makes.
        pattern: What the name looks like, with slots.
        fires: Names that it reads.
        silent: Names that it must not read.
        levels: Levels of place that may have such an organ; all where empty.
        heads: Letters, small ones, of which a name that it reads holds one; none where empty.
    """

    id: str
    sort: OrganSort
    pattern: str
    fires: tuple[str, ...]
    silent: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()


@lru_cache(maxsize=_KEPT)
def organ(name: str) -> tuple[Organ, ...]:
    """Return which organ a name says, and of which place; several where the place's name is that of several.

    A place named alone stands for its government.

    >>> [(o.sort, o.place.code) for o in organ("南京市委")]
    [('party_committee', '320100')]
    >>> [(o.sort, o.place) for o in organ("the Municipal Government")]
    [('government', None)]
    """
    if len(name) > LONGEST:
        return ()
    plain = _plain(name)
    small = plain.casefold()
    held = {head for head in _heads() if head in small}
    for rule, patterns in _compiled():
        for pattern in patterns if not rule.heads or not held.isdisjoint(rule.heads) else ():
            found = pattern.fullmatch(plain)
            read = _read(rule, found.groupdict()) if found else ()
            if read:
                return read
    return ()


@cache
def _heads() -> tuple[str, ...]:
    return tuple(dict.fromkeys(head for rule in organ_rules() for head in rule.heads))


@cache
def organ_rules() -> tuple[OrganRule, ...]:
    """Return the rules of the grammar, in order; a ConfigError names the key that is wrong."""
    text = (resources.files("accord.gazetteer") / "data" / "organs.toml").read_text("utf-8")
    try:
        return tuple(msgspec.convert(tomllib.loads(text)["rule"], type=list[OrganRule]))
    except (msgspec.ValidationError, tomllib.TOMLDecodeError, KeyError) as error:
        raise ConfigError(f"gazetteer/data/organs.toml: {error}; every rule has id, sort, pattern, fires") from error


def department_of(words: str) -> str | None:
    """Return the slug of a department by its name in any language, or None.

    >>> department_of("发改委") == department_of("Development and Reform")
    True
    """
    return _departments().get(folded(words))


@cache
def _compiled() -> tuple[tuple[OrganRule, tuple[re.Pattern[str], ...]], ...]:
    """Return each rule with its patterns: where it need not say the place, first the one without, or 自治区政府 is one of 自治."""
    slots = _slots()
    forms = ((rule, dict.fromkeys([rule.pattern.replace("{place}?", ""), rule.pattern])) for rule in organ_rules())
    return tuple(
        (rule, tuple(re.compile(_filled(f, slots), re.IGNORECASE) for f in patterns)) for rule, patterns in forms
    )


def _filled(pattern: str, slots: Mapping[str, str]) -> str:
    for slot, what in slots.items():
        pattern = pattern.replace("{" + slot + "}", what)
    return pattern


@cache
def _slots() -> dict[str, str]:
    """Return what the slots of a pattern stand for: lists of `levels.tsv` and `departments.tsv`, longest first."""
    slots = {"place": r"(?P<place>.+?)", "owner": r"(?P<owner>.+?)"}
    for language in dict.fromkeys(row["language"] for row in rows("levels")[1]):
        slots[f"unit_{language}"] = f"(?P<unit>{_one_of(list(units(language)))})"
        named = [n for row in rows("departments")[1] for n in row[language].split("|") if n]
        slots[f"department_{language}"] = f"(?P<department>{_one_of(named)})"
        slots[f"country_{language}"] = f"(?P<owner>{_one_of(_countries(language))})"
    return slots


def _countries(language: str) -> list[str]:
    names = (name for one in entries().values() if one.kind == "country" for name in one.names)
    return [name.text for name in names if name.language == language and name.sort != "abbreviation"]


def _one_of(words: list[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", " ") for w in sorted(set(words), key=len, reverse=True))


@cache
def _departments() -> dict[str, str]:
    table = rows("departments")[1]
    cells = ((row["slug"], cell) for row in table for column, cell in row.items() if column != "slug")
    return {folded(name): slug for slug, cell in cells for name in cell.split("|") if name}


def _plain(name: str) -> str:
    """Return a name with plain quotes, no article before it, and no spaces between characters that need none."""
    plain = unicodedata.normalize("NFKC", name).replace("’", "'").replace("‘", "'").strip()
    plain = re.sub(r"(?<=[^\x00-\u02ff])\s+|\s+(?=[^\x00-\u02ff])", "", plain)
    return re.sub(r"^the\s+", "", re.sub(r"\s+", " ", plain), flags=re.IGNORECASE)


def _read(rule: OrganRule, found: Mapping[str, str | None]) -> tuple[Organ, ...]:
    where, unit = found.get("place") or found.get("inner") or "", found.get("unit") or ""
    owner, department = found.get("owner") or found.get("owner2") or "", _department(found)
    if not unit and levels_of(where):
        where, unit = "", where
    if not where and not owner:
        return (Organ(None, rule.sort, _bare_level(unit), department),) if unit or not rule.levels else ()
    whose = _whose(where, unit) if where else _owners(owner)
    return tuple(
        Organ(one, rule.sort, one.level, department) for one in whose if not rule.levels or one.level in rule.levels
    )


def _department(found: Mapping[str, str | None]) -> str | None:
    """Return a department's slug, else its words, tidy."""
    words = found.get("department") or found.get("department2")
    if not words:
        return None
    return department_of(words) or department_of(f"{words} Office") or words.strip()


def _whose(where: str, unit: str) -> tuple[Entry, ...]:
    """Return the places that a name and the word for their level mean: Suzhou + Municipal -> Suzhou City."""
    if not unit:
        return places(where)
    joint = "" if unit[0] > "\u02ff" else " "
    exact = places(f"{where}{joint}{noun_of(unit)}")
    return exact or tuple(one for one in places(where) if one.level in levels_of(unit))


def _owners(name: str) -> tuple[Entry, ...]:
    """Return the places that a name, an adjective or another organ means: what a city's government has is the city's."""
    return places(name) or of_adjective(name) or tuple(one.place for one in organ(name) if one.place)


def _bare_level(unit: str) -> str:
    """Return the level that a word alone says; `city` for one of several."""
    levels = level_words().get(unit.casefold(), frozenset())
    return next(iter(levels)) if len(levels) == 1 else "city" if "prefecture" in levels else "county" if levels else ""
