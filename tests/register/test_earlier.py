"""Mentions of earlier agreements in the register: they are evidence, they make no agreement, and join none."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.flows import reject_fact, withdraw
from accord.model.document import Found, Text
from accord.model.reading import Earlier, Facts
from accord.register import show
from tests.builders import a_found
from tests.fakes.reader import FakeReader
from tests.register.worlds import a_register, by, digest_of, listed, rebuilt, take_in

SPRING, AUTUMN = "2024-03-02", "2024-10-25"
RECALLED = "recalled an agreement of "
LAW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


class RecallingReader(FakeReader):
    """Reads the tiny language, and in it "Wuxi and CETC recalled an agreement of 2024."."""

    def read(self, text: Text, published: str | None) -> Facts:
        facts, told = super().read(text, published), []
        parties = {party.name: party for party in facts.parties}
        for start, sentence in _sentences(text.content):
            who, _, date = sentence.rstrip(".").partition(f" {RECALLED}")
            if date:
                for name in who.split(" and "):
                    parties.setdefault(name, _party(text.content, name, len(parties)))
                ids = tuple(parties[name].id for name in who.split(" and "))
                span = ((start, start + len(sentence)),)
                told.append(Earlier("e1", "fake.recalled", "mentioned", "framework", None, date, ids, None, span, 0.9))
        return Facts(
            relevant=facts.relevant, parties=tuple(parties.values()), agreements=facts.agreements, earlier=tuple(told)
        )


def _sentences(content: str) -> list[tuple[int, str]]:
    return [(content.index(part), f"{part}.") for part in content.rstrip(".").split(". ")]


def _party(content: str, name: str, number: int):
    from tests.builders import a_party

    return a_party(content, name, number=100 + number)


def signed(date: str, number: int = 1) -> Found:
    words = f"Wuxi and CETC signed a framework agreement on {date}. Paper {number} was there."
    return a_found(words, source=f"news/{date}-{number}.txt", published=date)


def recalled(date: str, published: str = "2025-06-01") -> Found:
    return a_found(f"Wuxi and CETC {RECALLED}{date}.", source=f"news/{published}.txt", published=published)


def pages(register) -> list[dict]:
    with register.asking() as connection:
        return [show(connection, one["id"]) for one in listed(register, "agreements")]


def test_a_mention_is_evidence_for_the_agreement_that_it_means_and_counts_as_no_report():
    with a_register() as register:
        take_in(register, [recalled("2024"), signed(SPRING)], reader=RecallingReader())
        [page] = pages(register)
        assert page["record"]["reports"] == 1
        assert [one["earlier"] for one in page["reports"]] == [False, True]
        assert f"{RECALLED}2024" in page["evidence"][-1]["quote"]


def test_a_mention_of_an_agreement_that_nobody_reported_makes_none():
    with a_register() as register:
        take_in(register, [recalled("2024")], reader=RecallingReader())
        assert pages(register) == []


def test_a_mention_that_may_mean_two_agreements_means_neither_until_one_is_gone():
    with a_register() as register:
        take_in(register, [signed(SPRING), recalled("2024"), signed(AUTUMN)], reader=RecallingReader())
        assert [len(page["reports"]) for page in pages(register)] == [1, 1]
        [autumn] = [d for d in listed(register, "documents") if AUTUMN in d["source"]]
        withdraw(by(register), autumn["id"])
        [page] = pages(register)
        assert [one["earlier"] for one in page["reports"]] == [False, True]
        assert digest_of(register) == rebuilt(register)


def test_a_mention_never_joins_two_reports():
    with a_register() as register:
        undated = a_found("Wuxi and CETC signed a framework agreement.", source="news/undated.txt", published=None)
        take_in(register, [signed(SPRING), undated, recalled(SPRING)], reader=RecallingReader())
        assert len(pages(register)) == 2


def test_a_person_may_say_that_a_mention_is_none():
    with a_register() as register:
        take_in(register, [recalled("2024"), signed(SPRING)], reader=RecallingReader())
        [page] = pages(register)
        [mention] = [one["id"] for one in page["reports"] if one["earlier"]]
        reject_fact(by(register), mention)
        [page] = pages(register)
        assert [one["earlier"] for one in page["reports"]] == [False]


@LAW
@given(
    st.lists(
        st.one_of(
            st.builds(signed, st.sampled_from((SPRING, "2024-03-04", "2024-03-06", AUTUMN, "2023-05-05")), st.integers(1, 2)),
            st.builds(recalled, st.sampled_from(("2024", "2023", SPRING, "2024-10")), st.sampled_from(("2024-05-01", "2025-06-01"))),
        ),
        min_size=2, max_size=6, unique_by=lambda found: found.text.id,
    ),
    st.randoms(use_true_random=False),
)  # fmt: skip
def test_the_order_in_which_reports_and_mentions_come_and_go_does_not_matter(documents, chance):
    """Whatever came first, and whatever was withdrawn meanwhile, the register is what a rebuild makes of it."""
    with a_register() as one, a_register() as other:
        for register in (one, other):
            take_in(register, documents, reader=RecallingReader(), identity=_real())
            documents = chance.sample(documents, len(documents))
        assert digest_of(one) == digest_of(other)
        gone = chance.choice(listed(one, "documents"))["id"]
        withdraw(by(one, identity=_real()), gone)
        assert digest_of(one) == rebuilt(one, _real())


def _real():
    from accord import identity

    return identity
