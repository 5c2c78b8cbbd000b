"""Ventures kept by the fold are what all that is known says when it is counted at once, whatever came in whatever order."""

import random
import re
from collections import defaultdict
from contextlib import suppress
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.errors import DecisionError
from accord.flows import Deciding, merge, reject_fact, split, undo, withdraw
from accord.flows.reached import reached
from accord.follow.counting import POLICIES
from accord.insight.known import Known, known
from accord.insight.projects import projects, settled
from accord.insight.rates import BY, Part, Rates, cases_of, fitting, rates_of, without_quarter
from accord.insight.shares import Shares, items_behind, shares
from accord.insight.ventures import known_of
from accord.model.document import Found
from accord.model.reading import Earlier, Money, Project
from accord.register import Asking, Register
from accord.register.asking.rated import Part as Asked
from accord.register.asking.rated import without_quarter as undated
from accord.register.asking.ventures import counts, reports_total
from accord.register.ventures.marking import BITS
from tests.builders import a_found
from tests.fakes.reader import FakeReader, _Scene
from tests.register.worlds import DRAWN, a_register, by, digest_of, listed, rebuilt, take_in

LAW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
DAY = date(2031, 1, 1)
_BODIES = ("Wuxi", "Wuxi City", "Wuxi Port", "CETC", "CETC Group", "CEC", "Nanjing")
_NAMES = ("Alpha Park", "alpha  park", "Beta Line", "Gamma Works")
_PLANS = re.compile(r"(?P<who>.+?) plan (?P<name>.+?)\.?$")
_RENEWS = re.compile(r"(?P<who>.+?) renew the agreement of (?P<date>[\d-]+)")


class _Named(_Scene):
    """Knows namings of projects, agreements that are renewed, and sums, too."""

    def __init__(self, content: str, published: str | None) -> None:
        super().__init__(content, published)
        self.projects: list[Project] = []
        self.earlier: list[Earlier] = []

    def sentence(self, start: int, end: int) -> None:
        words, spans = self.content[start:end], ((start, end),)
        if plans := _PLANS.match(words):
            number = f"j{len(self.projects)}"
            name, parties = plans["name"].strip("."), self._parties(plans["who"])
            self.projects.append(Project(number, "fake.plan", name, "park", parties, "announced", None, spans))
        elif renews := _RENEWS.match(words):
            home = self.agreements[0].id if self.agreements else None
            relation, parties = ("renews" if home else "mentioned"), self._parties(renews["who"])
            day = renews["date"].rstrip(".")
            self.earlier.append(
                Earlier("e0", "fake.renew", relation, "framework", None, day, parties, home, spans, 0.9)
            )
        else:
            super().sentence(start, end)

    def facts(self):
        from msgspec.structs import replace

        made = super().facts()
        priced = tuple(replace(one, amount=Money("20", "CNY")) for one in made.agreements)
        return replace(made, projects=tuple(self.projects), earlier=tuple(self.earlier[:1]), agreements=priced)


class NamingReader(FakeReader):
    """The fake reader with projects."""

    def read(self, text, published):
        scene = _Named(text.content, published)
        for found in re.finditer(r"[^.\n]+\.", text.content):
            start = found.start() + len(found.group()) - len(found.group().lstrip())
            scene.sentence(start, found.end())
        return scene.facts()


@st.composite
def sentences(draw: st.DrawFn) -> str:
    who = " and ".join(draw(st.lists(st.sampled_from(_BODIES), min_size=1, max_size=3, unique=True)))
    day = draw(st.sampled_from(("2024-07-14", "2024-07-15", "2024-11", "2025-01-01")))
    match draw(st.sampled_from(("signed", "signed", "plan", "plan", "plan", "renew", "will"))):
        case "signed":
            kind = draw(st.sampled_from(("framework", "cooperation", "odd")))
            return f"{who} signed a {kind} agreement on {day}."
        case "plan":
            return f"{who} plan {draw(st.sampled_from(_NAMES))}."
        case "renew":
            return f"{who} renew the agreement of {day}."
        case _:
            return f"{who} will build a base."


@st.composite
def documents(draw: st.DrawFn) -> list[Found]:
    texts = draw(st.lists(st.lists(sentences(), min_size=1, max_size=4).map(" ".join), min_size=2, max_size=7))
    days = st.sampled_from((None, "2024-07-16", "2024-08-01", "2026-01-01"))
    return [a_found(text, source=f"news/{at}.txt", published=draw(days)) for at, text in enumerate(texts)]


def ingest(register: Register, found: list[Found], batch: int = 1) -> None:
    take_in(register, found, reader=NamingReader(), identity=DRAWN, batch=batch)


def the_same(register: Register) -> None:
    """Hold the tables against what is known when all is counted at once."""
    with register.asking() as asking:
        of = known(asking, DAY)
        every, cases = projects(of), cases_of(of)
        assert dict(asking.execute(_NODES)) == of.project
        rows = {one["id"]: one for one in asking.execute("SELECT * FROM venture").mappings()}
        assert rows.keys() == every.keys()
        for id_, one in every.items():
            row, stopped = rows[id_], one.standing.stopped
            assert (row["stage"], row["stopped"]) == (one.standing.stage, stopped.stage if stopped else None)
            assert (row["first"] or None, row["last"] or None, bool(row["signed"])) == (
                one.first,
                one.last[1],
                bool(one.signings),
            )
            assert bool(row["silent_from"] and row["silent_from"] <= DAY.isoformat()) == one.silent
        for name in POLICIES:
            total, _ = settled(of, name, None)
            assert {(i.record, i.project, i.projects, i.amount and i.amount.value) for i in total.items} == _acts(
                asking, name
            )
        assert _rated(asking) == {
            id_: (sum(BITS[mark] for mark in case.marks), frozenset(case.groups), case.silent)
            for id_, case in cases.items()
        }
        few = known_of(asking, [one["row"] for one in rows.values()], DAY)
        assert projects(few) == every
        for name in POLICIES:
            for period in (None, (date(2024, 7, 1), date(2024, 12, 31))):
                total, _ = settled(of, name, period)
                got = counts(asking, name, period, reports_total(asking))
                assert (got.projects, got.money, got.left_out) == (total.projects, total.money, len(total.left_out))
        for part, asked in _parts(asking, of):
            some = fitting(cases.values(), part)
            assert len(without_quarter(cases.values(), part)) == undated(asking, asked)
            for dimension in BY:
                told = rates_of(some, by=dimension)
                _agree(asking, asked, shares(asking, asked, dimension), told, dimension)


def _parts(asking: Asking, of: Known) -> list[tuple[Part, Asked]]:
    """Return parts as both ways to count ask for them: all, of some bodies, of quarters, of both."""
    bodies = asking.execute("SELECT row, id FROM entity ORDER BY id LIMIT 2").all()
    rows, ids = tuple(str(row) for row, _ in bodies), frozenset(id_ for _, id_ in bodies)
    day, one = DAY.isoformat(), rows[:1]
    return [
        (Part(), Asked(day)),
        (Part((("partner", ids),)), Asked(day, (("partner", rows),))),
        (Part((), "2024-Q1", "2024-Q3"), Asked(day, (), "2024-Q1", "2024-Q3")),
        (
            Part((("partner", frozenset(id_ for row, id_ in bodies[:1])),), "2024-Q4"),
            Asked(day, (("partner", one),), "2024-Q4"),
        ),
    ]


def _agree(asking: Asking, part: Asked, got: Shares, told: Rates, by: str) -> None:
    """Hold rates in numbers against those that open into ids, and what is behind each number."""
    assert [key for key, _ in got.groups()] == [key for key, _ in told.groups]
    for (key, one), (_, other) in zip([("", got.over), *got.groups()], [("", told.over), *told.groups], strict=True):
        assert {kind for kind, rate in other.items() if rate.cases or not key} == one.keys()
        for kind, share in one.items():
            rate = other[kind]
            assert (share.reached, share.cases, share.silent) == tuple(
                map(len, (rate.reached, rate.cases, rate.silent))
            )
            assert (share.share, share.low, share.high, share.too_few) == (
                rate.share,
                rate.low,
                rate.high,
                rate.too_few,
            )
            row = asking.execute("SELECT row FROM entity WHERE id = :id", {"id": key}).scalar()
            group = (by, (str(row) if by == "partner" else key,)) if key else None
            for which in ("reached", "cases", "silent"):
                found = items_behind(asking, part, share, which, group, (100, 0))
                assert tuple(id_ for id_, _ in found) == getattr(rate, which)


_NODES = (
    "SELECT a.id, v.id FROM venture_agreement w JOIN agreement a ON a.row = w.agreement JOIN venture v ON v.row = w.venture "
    "UNION ALL SELECT f.id, v.id FROM venture_naming w JOIN fact f ON f.row = w.row JOIN venture v ON v.row = w.venture"
)


def _acts(asking: Asking, policy: str) -> set[tuple]:
    asked = (
        "SELECT f.id, v.id, w.projects, w.amount FROM venture_act w JOIN fact f ON f.row = w.record "
        "JOIN venture v ON v.row = w.venture WHERE w.policy = :policy"
    )
    return set(asking.execute(asked, {"policy": policy}))


def _rated(asking: Asking) -> dict[str, tuple]:
    asked = (
        "SELECT coalesce(f.id, v.id) AS id, d.dimension, coalesce(e.id, d.key) AS key, d.marks, d.silent_from FROM rated d "
        "LEFT JOIN fact f ON f.row = d.item LEFT JOIN venture v ON v.row = -d.item "
        "LEFT JOIN entity e ON e.row = CASE WHEN d.dimension IN ('partner', 'party') THEN CAST(d.key AS INTEGER) END "
        "WHERE d.dimension <> 'party' AND (d.item > 0 OR v.signed)"
    )
    groups: dict[str, set] = defaultdict(set)
    what = {}
    for one in asking.execute(asked).mappings():
        if one["key"]:
            groups[one["id"]].add((one["dimension"], one["key"]))
        what[one["id"]] = (one["marks"], bool(one["silent_from"] and one["silent_from"] <= DAY.isoformat()))
    return {id_: (marks, frozenset(groups[id_]), silent) for id_, (marks, silent) in what.items()}


@LAW
@given(documents(), st.randoms(use_true_random=False), st.integers(1, 4))
def test_ventures_are_the_same_in_whatever_order_and_batches_documents_come(
    found: list[Found], chance: random.Random, batch: int
) -> None:
    with a_register() as one, a_register() as other:
        ingest(one, found)
        the_same(one)
        chance.shuffle(found)
        ingest(other, found, batch)
        the_same(other)
        assert digest_of(one) == digest_of(other)


@LAW
@given(documents(), st.randoms(use_true_random=False))
def test_ventures_follow_what_people_decide_and_undo(found: list[Found], chance: random.Random) -> None:
    with a_register() as register:
        half = len(found) // 2 + 1
        ingest(register, found[:half])
        taken = [decision for _ in range(4) if (decision := decide(register, chance))]
        the_same(register)
        ingest(register, found[half:])
        the_same(register)
        for decision in chance.sample(taken, k=len(taken) // 2):
            with suppress(DecisionError):
                undo(by(register, identity=DRAWN), decision)
        the_same(register)
        rebuilt(register, DRAWN)
        the_same(register)


def decide(register: Register, chance: random.Random) -> str | None:
    """Return the id of a decision taken by chance; None where it was refused."""
    name = chance.choice(("agreements", "commitments", "projects", "documents", "parties"))
    records = listed(register, name)
    if not records:
        return None
    target, other = (chance.choice(records)["id"] for _ in range(2))
    deciding, first = by(register, identity=DRAWN), chance.random() < 0.5
    with suppress(DecisionError):
        if name == "documents":
            return withdraw(deciding, target).id
        if name in ("agreements", "parties") and first:
            return merge(deciding, target, other).id
        if name in ("commitments", "projects") and first:
            state = chance.choice(("delivered", "under_way", "dropped"))
            return reached(deciding, target, state, day=chance.choice(("2025-01-01", "2026-03"))).id
        return _apart(deciding, register, chance) if name == "parties" else reject_fact(deciding, target).id
    return None


def _apart(deciding: Deciding, register: Register, chance: random.Random) -> str:
    with register.asking() as asking:
        mentions = sorted(set(asking.execute("SELECT id FROM mention").scalars()))
    return split(deciding, chance.choice(mentions), only_here=chance.random() < 0.5).id
