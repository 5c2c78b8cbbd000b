"""Whether two names of persons may be one person's.

In:  names as documents write them, titles and all.
Out: a verdict with the values that met.

A name in Han characters is compared with a Latin one by how it is read: surname and given name apart, in either order.
Spellings of Hong Kong, Macao and Taiwan, Uyghur, Tibetan and foreign names are known by lexicon only. One name alone never
proves one person; what bodies he belongs to may (`names.same_body` looks at them).
"""

from accord.identity.called import Called, called
from accord.model.verdict import Reason, Verdict

__all__ = ["compare_persons"]

_FREQUENT, _RARE = (
    20,
    70,
)  # ranks of surnames: about half of all bear one of the first twenty


def compare_persons(left: str, right: str) -> Verdict:
    """Return whether two names of persons are one name."""
    one, other = called(left), called(right)
    told = (one.name, other.name)
    if one.known & other.known:
        return _verdict("same", 0.95, "lexicon", told)
    if one.known and other.known:
        return _verdict("different", 0.9, "lexicon", told)
    if one.han and other.han:
        return _by_signs(one, other)
    if not one.han and not other.han:
        return _by_letters(one, other)
    return _by_reading(one, other) if one.han else _by_reading(other, one)


def _by_signs(one: Called, other: Called) -> Verdict:
    told = (one.name, other.name)
    if one.plain == other.plain:
        return _verdict("same", 1.0, "name", told) if len(one.plain) > 1 else _verdict("unsure", 0.4, "short", told)
    if "·" in one.name or "·" in other.name:
        return _verdict("unsure" if set(one.parts) & set(other.parts) else "different", 0.6, "spelling", told)
    return _verdict("different", 0.9, "name", told)


def _by_letters(one: Called, other: Called) -> Verdict:
    told = (one.name, other.name)
    if one.plain == other.plain:
        return _verdict("same", 1.0, "name", told)
    if len(one.parts) == 1 or len(other.parts) == 1:
        return _verdict("unsure" if set(one.parts) & set(other.parts) else "different", 0.4, "short", told)
    if one.readings & other.readings and _is_turned(one, other):
        return _verdict("same", 0.85, "order", told)
    return _by_initials(one, other)


def _by_initials(one: Called, other: Called) -> Verdict:
    told = (one.name, other.name)
    if _without_initials(one) == _without_initials(other) and len(_without_initials(one)) > 1:
        return _verdict("same", 0.85, "initial", told)
    if _initials_agree(one, other):
        return _verdict("unsure", 0.6, "initial", told)
    if one.plain.replace("v", "u") == other.plain.replace("v", "u"):
        return _verdict("unsure", 0.6, "umlaut", told)
    return _verdict("different", 0.8, "name", told)


def _is_turned(one: Called, other: Called) -> bool:
    """Return whether either name has a single way to be read, so that the order of the other follows."""
    return min(len(one.readings), len(other.readings)) == 1


def _without_initials(one: Called) -> tuple[str, ...]:
    """Return the parts of a name but for single letters in its middle (Donald J. Trump)."""
    return tuple(part for at, part in enumerate(one.parts) if len(part) > 1 or at in (0, len(one.parts) - 1))


def _initials_agree(one: Called, other: Called) -> bool:
    """Return whether the surnames are one and the first names begin alike (T. Cook, Tim Cook)."""
    return one.parts[-1] == other.parts[-1] and one.parts[0][0] == other.parts[0][0]


def _by_reading(han: Called, latin: Called) -> Verdict:
    told = (han.name, latin.name)
    if _parts_meet(han, latin):
        return _verdict("same", 0.85, "parts", told)
    if _pieces_fit(han, latin):
        if han.readings & latin.readings:
            return _as_read(han, latin)
        if {(a.replace("v", "u"), b.replace("v", "u")) for a, b in han.readings} & latin.readings:
            return _verdict("unsure", 0.6, "umlaut", told)
    if latin.syllabic and han.surnames and "·" not in han.name:
        return _verdict("different", 0.8, "reading", told)
    return _verdict("unsure", 0.2, "spelling", told)


def _as_read(han: Called, latin: Called) -> Verdict:
    """Return how sure it is that a name is read so: unsure where its surname has several readings, or either may be it."""
    told = (han.name, latin.name)
    if len({surname for surname, _ in han.readings}) > 1:
        return _verdict("unsure", 0.6, "surname", told)
    if latin.ordered in han.readings:
        return _verdict("same", 0.9, "reading", told)
    return (
        _verdict("same", 0.85, "reading", told) if len(latin.readings) == 1 else _verdict("unsure", 0.6, "order", told)
    )


def _pieces_fit(han: Called, latin: Called) -> bool:
    """Return whether marks inside of the given name part it where its characters part (Xi'an is no Xian)."""
    return len(latin.pieces) <= 1 or len(latin.pieces) == han.signs


def _parts_meet(han: Called, latin: Called) -> bool:
    """Return whether every part of a name written part by part stands for a part of the other."""
    if len(han.spellings) < 2 or not all(han.spellings):
        return False
    waiting = list(latin.parts)
    for spelled in han.spellings:
        met = next((part for part in waiting if part in spelled), None)
        if met is None:
            return False
        waiting.remove(met)
    return all(len(part) == 1 for part in waiting)


def _verdict(verdict: str, score: float, code: str, told: tuple[str, str]) -> Verdict:
    return Verdict(verdict, score, (Reason(code, *told),))  # type: ignore[arg-type]  # one of the three, as written above
