"""Link an undertaking to the agreement of which it speaks.

In:  the words of a unit, who is to act (where that is known), the agreements of the page.
Out: the agreement: the only one; else that whose title the words repeat, whose parties act, or which was told last.
"""

import re
from collections.abc import Iterable, Sequence

from accord.langs.undertakings import last_told, of_actors
from accord.langs.zh.commitments.speeches import Unit
from accord.langs.zh.page.scene import Scene
from accord.model.page import Standing
from accord.model.reading import Agreement, Meeting

__all__ = ["agreement_of", "meant_by", "sides_of"]

_COUNTS = {"双": 2, "两": 2, "三": 3, "四": 4, "五": 5}
_COUNTED = re.compile(r"([双两三四五])(?:方|市|地|国|省|区|县|校|院|家|企|部门)")
_PLAIN = re.compile(r"合作|协议|框架|战略|全面|备忘录|深化|共建|关于|人民|政府|有限|公司|集团|[《》\s、，的与和]")
_LIKE = 2  # pairs of characters that words and a title must share
_SPAN = 2  # characters of a pair


def agreement_of(
    unit: Unit, scene: Scene, agreements: tuple[Agreement, ...], acting: Iterable[str] = ()
) -> Agreement | None:
    """Return the agreement of which a unit speaks; None where several may be meant."""
    if len(agreements) == 1:
        return agreements[0]
    who, words = frozenset(acting), scene.text[unit.start : unit.end]
    alike = [(_likeness(words, a), a) for a in agreements]
    best = max((score for score, _ in alike), default=0)
    if best >= _LIKE and [score for score, _ in alike].count(best) == 1:
        return next(a for score, a in alike if score == best)
    return of_actors(agreements, who, unit.end)


def sides_of(unit: Unit, scene: Scene, agreements: tuple[Agreement, ...]) -> tuple[str, ...]:
    """Return the parties of the agreement that a unit tells of without naming them: by its title, by their number, told last."""
    found = agreement_of(unit, scene, agreements)
    if found is None:
        counted = _COUNTED.search(scene.text, unit.start, unit.end)
        number = _COUNTS[counted.group(1)] if counted else 0
        fits = [a for a in agreements if not number or len(a.parties) == number]
        found = last_told(fits, unit.end)
    return found.parties if found else ()


def meant_by(standing: Standing, agreements: Sequence[Agreement | Meeting]) -> tuple[str, ...]:
    """Return whom words mean; of 双方 that mean nobody who signs or meets, the first agreement's (meeting's) of that many."""
    contracting = {p for a in agreements for p in a.parties}
    if standing.named or len(standing.parties) < 2 or set(standing.parties) <= contracting:
        return standing.parties
    fits = [a for a in agreements if len(a.parties) == len(standing.parties)]
    return fits[0].parties if fits else standing.parties


def _likeness(words: str, agreement: Agreement) -> int:
    """Return how many pairs of characters of an agreement's title stand in words, common words aside."""
    if agreement.title is None:
        return 0
    parts = _PLAIN.split(agreement.title)
    pairs = {part[i : i + _SPAN] for part in parts for i in range(len(part) - _SPAN + 1)}
    return sum(pair in words for pair in pairs)
