"""Whether two reports tell of one agreement, and whether one mentions what the other reports.

In:  reports, each from its own document, with their parties already resolved to entities.
Out: a verdict with reasons; keys that two reports share which may be one; the edges of a component that are clear.

Source: the rule of `DESIGN.md` (party sets equal or one within the other, dates that may be one within three days, or a
shared title or amount; another ordinal, project or sector speaks against it), and `docs/decisions/0024`: outlets call one
paper a memorandum, an agreement or a contract, so another kind is a caution that other values must outweigh.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import combinations

from accord.identity.matters import compare_titles, matter
from accord.identity.moments import NEWS, days_between, moments, when
from accord.identity.places import same_place
from accord.model.dates import compatible, precision
from accord.model.mention import Report
from accord.model.verdict import Reason, Verdict

__all__ = ["DAYS", "clear", "event_keys", "same_event"]

DAYS = 3  # reports of one signing differ by the day of writing, of release and of the time zone
DAY = 3  # precision of a date with its day
ENOUGH = 2  # supports that stand in for a day, where a date is known by its month or year only, or not at all
PROMPT = 10  # days after a signing in which a paper that names no day tells of it; one support more where it is later
CLOSE = Decimal("0.1")  # amounts are rounded: "about 6 billion" for 5.8
MARGIN = 0.03  # of two agreements that a report may tell of, one must fit better by this

_FAMILY = {
    "strategic_cooperation": "cooperation",
    "framework": "cooperation",
    "cooperation": "cooperation",
    "memorandum": "memorandum",
    "intent": "memorandum",
    "contract": "contract",
    "other": "",
}


def event_keys(report: Report) -> list[str]:
    """Return the keys of which two reports must share one to be compared: a pair of their parties with a moment.

    Moments are years, months of no year, ordinals, titles and amounts. A report with a single known party has that party
    in place of a pair; one with none, or without any moment, has no key and stays alone.
    """
    told = [*moments(report, days=DAYS)]
    told += [f"no. {report.ordinal}"] if report.ordinal else []
    told += [f"{Decimal(report.amount.value).normalize()} {report.amount.currency}"] if report.amount else []
    told += [" ".join(sorted(matter(report.title, report.names)))] if report.title else []
    keys: dict[str, None] = {}
    for parties in _party_sets(report):
        known = sorted(parties)
        pairs = [f"{a}+{b}" for a, b in combinations(known, 2)] or known
        keys |= dict.fromkeys(f"{pair} {moment}" for pair in pairs for moment in told if moment)
    return list(keys)


def same_event(left: Report, right: Report) -> Verdict:
    """Return whether two reports tell of one agreement: same, different or unsure, with the values that met."""
    if against := _against(left, right):
        return Verdict("different", 1.0, (against,))
    if left.unit == right.unit:  # one document that tells of two agreements means two
        return Verdict("different", 1.0, (Reason("same_document", left.id, right.id),))
    if left.earlier and right.earlier:
        return Verdict("unsure", 0.0, (Reason("both_mention", left.id, right.id),))
    strong, supports = list(_strong(left, right)), list(_supports(left, right))
    cautions = list(_cautions(left, right, strong))
    loose = when(left, right, days=DAYS)
    score = _score(left, right, strong, supports)
    told = (*strong, *([loose] if loose else []), *supports)
    enough = loose is not None and len(supports) >= ENOUGH + (abs(days_between(loose.left, loose.right) or 0) > PROMPT)
    if cautions or not (strong or (enough and _equal(left, right))):
        doubt = (strong or loose) and (_equal(left, right) or (_nested(left, right) and not cautions))
        return Verdict(
            "unsure", 0.6 if strong and doubt else 0.5 if doubt else 0.2, (*cautions, *told) or _nothing(left, right)
        )
    return Verdict("same", score if strong else round(score - 0.15, 2), told)


def clear(same: Sequence[tuple[str, str, float]], different: Iterable[tuple[str, str]]) -> list[tuple[str, str, float]]:
    """Return the edges that are no guess: a report that fits two different agreements equally well joins neither.

    >>> clear([("a", "x", 0.9), ("b", "x", 0.9), ("a", "c", 0.9)], [("a", "b")])
    [('a', 'c', 0.9)]
    """
    apart = {frozenset(pair) for pair in different}
    around: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for left, right, score in same:
        around[left].append((right, score))
        around[right].append((left, score))
    foes: dict[str, set[str]] = defaultdict(set)
    for left, right in map(tuple, apart):
        foes[left].add(right)
        foes[right].add(left)

    def guessed(node: str, other: str, score: float) -> bool:
        rivals = foes.get(other)
        return rivals is not None and any(far in rivals and theirs > score - MARGIN for far, theirs in around[node])

    return [(a, b, score) for a, b, score in same if score > 1 or not (guessed(a, b, score) or guessed(b, a, score))]


def _against(left: Report, right: Report) -> Reason | None:
    if left.ordinal and right.ordinal and left.ordinal != right.ordinal:
        return Reason("ordinal", str(left.ordinal), str(right.ordinal))
    if left.date and right.date and not compatible(left.date, right.date, days=DAYS):
        return Reason("date", left.date, right.date)
    if left.amount and right.amount and _amounts(left, right) == "apart":
        return Reason("amount", left.amount.value, right.amount.value)
    if left.title and right.title and _titles(left, right) == "apart":
        return Reason("title", left.title, right.title)
    for one, other in ((left, right), (right, left)):
        if one.earlier and one.published and other.date and not other.earlier:
            gap = days_between(one.published, other.date)
            if gap is not None and gap > DAYS:
                return Reason("told_before", one.published, other.date)
    return None


def _strong(left: Report, right: Report) -> Iterable[Reason]:
    """Yield what makes two reports one where nothing speaks against it."""
    if not _nested(left, right):
        return
    if left.date and right.date and _one_time(left, right):
        yield Reason("date", left.date, right.date)
    if left.title and right.title and _titles(left, right) == "equal":
        yield Reason("title", left.title, right.title)
    if left.amount and right.amount and _amounts(left, right) == "equal":
        yield Reason("amount", left.amount.value, right.amount.value)
    if left.ordinal and left.ordinal == right.ordinal:
        yield Reason("ordinal", str(left.ordinal), str(right.ordinal))


def _supports(left: Report, right: Report) -> Iterable[Reason]:
    """Yield what both say that many agreements of the same parties might share."""
    if left.kind == right.kind != "other":
        yield Reason("kind", left.kind, right.kind)
    if shared := set(left.sectors) & set(right.sectors):
        yield Reason("sectors", *[", ".join(sorted(shared))] * 2)
    if left.place and right.place and same_place(left.place, right.place) == "same":
        yield Reason("place", left.place, right.place)
    if both := set(left.signatories) & set(right.signatories):
        yield Reason("signatories", *[", ".join(sorted(both))] * 2)
    if left.published and right.published and not (left.earlier or right.earlier):
        gap = days_between(left.published, right.published)
        if gap is not None and abs(gap) <= NEWS:
            yield Reason("published", left.published, right.published)


def _cautions(left: Report, right: Report, strong: Sequence[Reason]) -> Iterable[Reason]:
    """Yield what speaks against it unless a title, an amount or an ordinal is shared."""
    if any(reason.code != "date" for reason in strong):
        return
    if not _nested(left, right):
        yield Reason("parties", _listed(left.parties), _listed(right.parties))
    families = {_FAMILY[left.kind], _FAMILY[right.kind]} - {""}
    shared = set(left.sectors) & set(right.sectors)
    if len(families) > 1 and ("contract" in families or not (shared and _equal(left, right))):
        yield Reason("kind", left.kind, right.kind)
    if left.sectors and right.sectors and not shared and not _one_paper(left, right):
        yield Reason("sectors", ", ".join(left.sectors), ", ".join(right.sectors))


def _one_paper(left: Report, right: Report) -> bool:
    """Whether all but the fields agrees: one family of kinds, one day, all parties, and the place or words of the title.

    Of one signing an outlet tells other fields than the next; two papers of one day are told side by side by one of them.
    """
    if _FAMILY[left.kind] != _FAMILY[right.kind] or not _equal(left, right):
        return False
    if not left.date or left.date != right.date or precision(left.date) < DAY:
        return False
    names = tuple(sorted({*left.names, *right.names}))
    of_title = bool(left.title and right.title) and matter(left.title or "", names) & matter(right.title or "", names)
    return bool(of_title) or bool(left.place and right.place and same_place(left.place, right.place) == "same")


def _score(left: Report, right: Report, strong: Sequence[Reason], supports: Sequence[Reason]) -> float:
    gap = days_between(left.date, right.date) if left.date and right.date else None
    near = 0.0 if gap is None else {0: 0.05, 1: 0.02, 2: 0.0}.get(abs(gap), -0.02)
    sure = (0.8 if _equal(left, right) else 0.7) + 0.1 * max(0, len(strong) - 1) + 0.02 * len(supports) + near
    return round(min(1.0, sure), 2)


def _nothing(left: Report, right: Report) -> tuple[Reason, ...]:
    return (Reason("nothing_shared", left.id, right.id),)


def _one_time(left: Report, right: Report) -> bool:
    """Whether dates that do not contradict are enough: days, of two bodies at least; of a mention its year, of all."""
    one, other = left.date or "", right.date or ""
    if precision(one) >= DAY and precision(other) >= DAY:
        return _equal(left, right) or _several(left, right)
    return (left.earlier or right.earlier) and _equal(left, right) and days_between(one, other) is not None


def _amounts(left: Report, right: Report) -> str:
    one, other = left.amount, right.amount
    if not one or not other or one.currency != other.currency:
        return "unsaid"
    a, b = sorted((Decimal(one.value), Decimal(other.value)))
    return "equal" if a == b else "unsaid" if b - a <= b * CLOSE else "apart"


def _titles(left: Report, right: Report) -> str:
    return compare_titles(left.title, right.title, names=(*left.names, *right.names))


def _party_sets(report: Report) -> list[frozenset[str]]:
    return [parties for parties in (report.parties, report.as_read) if parties]


def _nested(left: Report, right: Report) -> bool:
    return any(a <= b or b <= a for a in _party_sets(left) for b in _party_sets(right))


def _several(left: Report, right: Report) -> bool:
    """Whether at least two parties are common to both: one party alone signs much on one day."""
    return any(len(a & b) > 1 for a in _party_sets(left) for b in _party_sets(right))


def _equal(left: Report, right: Report) -> bool:
    return any(a == b and len(a) > 1 for a in _party_sets(left) for b in _party_sets(right))


def _listed(parties: frozenset[str]) -> str:
    return ", ".join(sorted(parties))
