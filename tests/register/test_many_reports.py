"""Very many reports of one signing: work in proportion to their number, not to its square."""

from types import SimpleNamespace

from accord import identity
from tests.builders import a_found
from tests.register.worlds import a_register, digest_of, listed, rebuilt, take_in

MANY = 60


def counting():
    """Return the real identity, and a list that grows with each verdict on two reports."""
    asked: list[int] = []

    def same_event(left, right):
        asked.append(1)
        return identity.same_event(left, right)

    names = ("form", "code_of", "body", "body_keys", "same_body", "event_keys", "cluster", "clear", "combine")
    return SimpleNamespace(**{n: getattr(identity, n) for n in names}, same_event=same_event), asked


def papers(count: int, said: str = "Wuxi and CETC signed a framework agreement on 2024-07-14.", start: int = 0):
    return [
        a_found(f"{said} Paper {n}.", source=f"news/{n}.txt", published="2024-07-15")
        for n in range(start, start + count)
    ]


def test_reports_that_say_the_same_are_judged_as_one():
    told, asked = counting()
    with a_register() as register:
        take_in(register, papers(MANY), identity=told, batch=MANY)
        assert [one["reports"] for one in listed(register, "agreements")] == [MANY]
        assert len(asked) < 10


def test_one_more_report_of_what_many_tell_costs_few_verdicts_whatever_it_says():
    told, asked = counting()
    with a_register() as register:
        take_in(register, papers(MANY), identity=told, batch=MANY)
        asked.clear()
        take_in(register, papers(1, "Wuxi and CETC signed a cooperation agreement on 2024-07-15.", MANY), identity=told)
        assert [one["reports"] for one in listed(register, "agreements")] == [MANY + 1]
        assert len(asked) < 10


def test_it_does_not_matter_whether_they_come_one_by_one():
    with a_register() as one, a_register() as other:
        mixed = [
            *papers(5),
            *papers(4, "Wuxi and CETC signed a framework agreement on 2024-07-16.", 5),
            *papers(3, "Wuxi and CETC signed an odd agreement on 2024-07-17.", 9),
        ]
        take_in(one, mixed, identity=identity)
        take_in(other, list(reversed(mixed)), identity=identity, batch=20)
        assert digest_of(one) == digest_of(other) == rebuilt(one, identity)
