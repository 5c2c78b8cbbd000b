"""Score the agreements of one document: parties, slots and sectors.

In:  gold facts and read facts.
Out: marks for `parties`, `slots` (and each slot by itself) and `sectors`.
"""

from collections.abc import Iterator, Sequence

from accord.model import Facts
from accord.model.reading import Agreement
from evals.alignment import Names, align_agreements, align_parties, read_names, widen
from evals.gold import Gold, GoldAgreement
from evals.names import date_credit, person_key, same_place
from evals.tally import Marks, Miss, Tally, merge

__all__ = ["SLOTS", "agreement_marks"]

SLOTS = ("date", "place", "kind", "status", "signatories")

GoldSide = tuple[GoldAgreement, list[Names]]
ReadSide = tuple[Agreement, list[Names]]


def agreement_marks(gold: Gold, facts: Facts) -> Marks:
    """Return the marks of all agreements: of the aligned pairs, and of those that stand alone on either side."""
    left = [(a, [widen(p, gold.mentions) for p in a.parties]) for a in gold.agreements]
    names = {party.id: read_names(party) for party in facts.parties}
    right = [(a, [names[i] for i in dict.fromkeys(a.parties) if i in names]) for a in facts.agreements]
    return merge(part for pair in _pairs(left, right) for part in _pair_marks(*pair))


def _pairs(left: Sequence[GoldSide], right: Sequence[ReadSide]) -> Iterator[tuple[GoldSide | None, ReadSide | None]]:
    pairs = align_agreements(left, right)
    yield from ((left[i], right[j]) for i, j in pairs)
    yield from ((one, None) for i, one in enumerate(left) if i not in {a for a, _ in pairs})
    yield from ((None, one) for j, one in enumerate(right) if j not in {b for _, b in pairs})


def _pair_marks(left: GoldSide | None, right: ReadSide | None) -> Iterator[Marks]:
    gold, read = left[0] if left else None, right[0] if right else None
    yield _parties(left, right)
    yield _slot("date", gold.date if gold else None, read.date if read else None)
    yield _slot("place", gold.place if gold else None, read.place if read else None)
    yield _slot("kind", gold.kind if gold else None, read.kind if read else None)
    yield _slot("status", gold.status if gold else None, read.status if read else None)
    signers = _keys(gold.signatories if gold else ()), _keys(read.signatories if read else ())
    yield _set("signatories", *signers, also="slots")
    yield _set("sectors", set(gold.sectors) if gold else set(), set(read.sectors) if read else set())


def _parties(left: GoldSide | None, right: ReadSide | None) -> Marks:
    gold, read = left[1] if left else [], right[1] if right else []
    pairs = align_parties(gold, read)
    seen, used = {i for i, _ in pairs}, {j for _, j in pairs}
    misses = [Miss("parties", "missed", left[0].parties[i][0]) for i in range(len(gold)) if left and i not in seen]
    misses += [Miss("parties", "extra", " = ".join(sorted(read[j]))) for j in range(len(read)) if j not in used]
    return Marks({"parties": Tally(len(pairs), len(gold), len(read))}, tuple(misses))


def _slot(slot: str, gold: str | None, read: str | None) -> Marks:
    right = _right(slot, gold, read)
    tally = Tally(right, int(bool(gold)), int(bool(read)))
    side = "missed" if not read else "differs" if gold else "extra"
    wrong = (Miss(slot, side, f"gold {gold}, read {read}"),) if right < 1 and (gold or read) else ()
    return Marks({slot: tally, "slots": tally}, wrong)


def _right(slot: str, gold: str | None, read: str | None) -> float:
    if slot == "date":
        return date_credit(gold, read)
    if not gold or not read:
        return 0.0
    return float(same_place(gold, read) if slot == "place" else gold == read)


def _set(figure: str, gold: set[str], read: set[str], *, also: str | None = None) -> Marks:
    tally = Tally(len(gold & read), len(gold), len(read))
    misses = [Miss(figure, "missed", one) for one in sorted(gold - read)]
    misses += [Miss(figure, "extra", one) for one in sorted(read - gold)]
    return Marks({figure: tally} | ({also: tally} if also else {}), tuple(misses))


def _keys(persons: Sequence[str]) -> set[str]:
    return {person_key(person) for person in persons}
