"""decide and history: what a person decides, under a name, and what it changes."""

from typing import Any

import pytest

from accord.cli import exits
from accord.flows.values import value_of
from accord.register.tables.kinds import KINDS, fields_to_set
from tests.cli.town import Town


def test_nobody_decides_without_a_name(town: Town) -> None:
    town.ingested()
    result = town.run("decide", "reject", town.id_of("agreements"))
    assert result.exit_code == exits.REFUSED
    assert "say --as NAME, or set ACCORD_AS" in result.stderr
    assert town.listed("history") == []


def test_a_correction_says_what_was_recorded_and_what_changed(settled: Town) -> None:
    fact = settled.id_of("agreements")
    result = settled.run("decide", "set", fact[:9], "place", "Wuxi", "--as", "Ana", "--why", "the photo shows it")
    assert 'd1 recorded, by Ana: set place to "Wuxi": agreement “' in result.stdout
    assert "place: (unknown) -> Wuxi" in result.stdout
    assert settled.listed("agreements")[0]["place"] == "Wuxi"
    assert settled.listed("history")[0]["why"] == "the photo shows it"


def test_a_rejected_agreement_is_no_longer_listed_until_it_is_undone(settled: Town) -> None:
    fact = settled.id_of("agreements")
    assert settled.run("decide", "reject", fact).exit_code == exits.OK
    assert fact not in [record["id"] for record in settled.listed("agreements")]
    undone = settled.run("decide", "undo", "d1")
    assert "no longer holds: reject agreement" in undone.stdout
    assert fact in [record["id"] for record in settled.listed("agreements")]


@pytest.mark.parametrize(
    ("name", "field", "value", "said"),
    [
        ("agreements", "date", "soon", "agreement: 'date' cannot be 'soon'; give YYYY-MM-DD, YYYY-MM, YYYY or --MM-DD"),
        ("commitments", "amount", "much", "cannot be 'much'; give a number and a currency, such as 2000000 CNY"),
        ("commitments", "modality", "sworn", "give one of: agreed, pledged, hoped"),
        ("agreements", "colour", "red", "agreement: there is no field 'colour' that can be set; there are: kind, status,"),
        ("agreements", "sectors", "ships", "cannot be 'ships'; give some of, parted by ;: integrated_circuits,"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_refused_with_what_may_be_given(
    settled: Town, name: str, field: str, value: str, said: str
) -> None:
    result = settled.run("decide", "set", settled.id_of(name), field, value)
    assert result.exit_code == exits.REFUSED
    assert said in result.stderr
    assert "regex" not in result.stderr


def test_help_of_set_lists_the_fields_of_each_kind(settled: Town) -> None:
    told = settled.run("decide", "set", "--help").stdout
    for kind in KINDS.values():
        assert f"    {kind.name:<11} {', '.join(fields_to_set(kind))}\n" in told


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [("agreements", "date", "2024-08-02"), ("agreements", "parties", "ningbo; Lotus"), ("posts", "post", "director"),
     ("agreements", "place", "null")],
)  # fmt: skip
def test_what_is_so_already_is_no_decision(settled: Town, name: str, field: str, value: str) -> None:
    result = settled.run("decide", "set", settled.id_of(name), field, value)
    assert result.exit_code == exits.REFUSED
    assert "it is so already" in result.stderr
    assert settled.listed("history") == []


@pytest.mark.parametrize("name", ["agreements", "posts", "commitments"])
def test_what_is_rejected_is_not_rejected_again_nor_corrected(settled: Town, name: str) -> None:
    fact = settled.id_of(name)
    assert "no longer listed" in settled.run("decide", "reject", fact).stdout
    again, corrected = settled.run("decide", "reject", fact), settled.run("decide", "set", fact, "place", "Wuxi")
    assert again.exit_code == corrected.exit_code == exits.REFUSED
    assert f"it is so already: {fact} is rejected by Wang, 2026-01-01 00:00 UTC, in d1" in again.stderr
    assert "undo that first" in corrected.stderr
    assert len(settled.listed("history")) == 1


def test_a_withdrawn_document_is_not_withdrawn_again(settled: Town) -> None:
    document = settled.id_of("documents")
    settled.run("decide", "withdraw", document)
    assert "it is so already" in settled.run("decide", "withdraw", document[7:19]).stderr
    assert len(settled.listed("history")) == 1


@pytest.mark.parametrize("name", ["agreements", "posts", "commitments"])
def test_what_is_rejected_is_shown_with_its_words_and_who_decided_why(settled: Town, name: str) -> None:
    fact = settled.id_of(name)
    before = settled.run("show", fact[:9]).stdout
    settled.run("decide", "reject", fact, "--why", "a wish")
    told = settled.run("show", fact[:9]).stdout
    assert "rejected by Wang, 2026-01-01 00:00 UTC, in d1: a wish" in told
    assert "accord decide undo d1" in told
    assert next(line for line in before.splitlines() if "»" in line) in told.splitlines()
    assert settled.json("show", fact)["hidden"]["id"] == "d1"
    settled.run("decide", "undo", "d1")
    assert settled.run("show", fact[:9]).stdout == before


def test_what_is_withdrawn_is_shown_with_its_words_and_who_decided_why(settled: Town) -> None:
    document = next(record["id"] for record in settled.listed("documents") if record["source"].endswith("one.txt"))
    post = settled.id_of("posts")
    settled.run("decide", "withdraw", document, "--why", "an advertisement")
    for id_ in (document, post):
        told = settled.run("show", id_).stdout
        assert "withdrawn by Wang, 2026-01-01 00:00 UTC, in d1: an advertisement" in told
        assert "Li Shouwu is director of Lotus" in " ".join(told.replace("»", "").split())


def test_a_name_that_is_new_to_the_register_is_told(settled: Town) -> None:
    fact = settled.id_of("agreements")
    told = settled.run("decide", "set", fact, "parties", "Wuxi; Lotos; Harbour Bank").stdout
    assert "new party: Lotos; did you mean 'Lotus'?" in told
    assert "new party: Harbour Bank\n" in told
    assert "new party: Wuxi" not in told
    entered = settled.run("decide", "enter", "post", "person=Ana", "post=mayor", "party=Lake Town")
    assert "new party: Lake Town" in entered.stdout


def test_an_agreement_is_entered_with_a_party(settled: Town) -> None:
    result = settled.run("decide", "enter", "agreement", "kind=framework")
    assert result.exit_code == exits.REFUSED
    assert "an agreement has at least one party" in result.stderr


def test_decide_alone_says_how(settled: Town) -> None:
    result = settled.run("decide")
    assert result.exit_code == exits.OK
    assert "  reject " in result.stdout


def test_history_says_values_in_words_and_the_time_and_has_pages(settled: Town) -> None:
    fact = settled.id_of("commitments")
    settled.run("decide", "set", fact, "amount", "2000000 CNY")
    settled.run("decide", "set", fact, "actors", "Wuxi")
    told = settled.run("history", columns=160).stdout
    assert "2026-01-01 00:00" in told
    assert "set amount to 2,000,000 CNY" in told
    assert 'set actors to "Wuxi"' in told
    assert settled.run("history", "--limit", 1).stdout.endswith("1-1 of 2, next: --page 2\n")
    assert [one["id"] for one in settled.listed("history", "--limit", 1, "--page", 2)] == ["d1"]
    assert "2,000,000 CNY" in settled.run("commitments").stdout
    assert "amount 2,000,000 CNY" in " ".join(settled.run("show", fact).stdout.split())
    assert [one["amount"] for one in settled.listed("commitments") if one["amount"]] == ["2000000"]


def test_a_rejected_post_is_gone(settled: Town) -> None:
    told = settled.run("decide", "reject", settled.id_of("posts")).stdout
    assert "it is no longer listed" in told


def test_names_are_parted_by_semicolons(settled: Town) -> None:
    fact = settled.id_of("agreements")
    settled.run("decide", "set", fact, "parties", "Wuxi; Lotus; Harbour Bank")
    assert {party["name"] for party in settled.listed("agreements")[0]["parties"]} == {
        "Wuxi City",
        "Lotus",
        "Harbour Bank",
    }


def test_a_fact_is_entered_with_words_of_a_document_or_on_a_persons_word(settled: Town) -> None:
    document = next(record["id"] for record in settled.listed("documents") if record["source"].endswith("three.txt"))
    entered = settled.run(
        "decide", "enter", "agreement", "kind=framework", "parties=无锡市; 莲花集团", "--document", document[7:19],
        "--quote", "无锡市与莲花集团签署战略合作框架协议",
    )  # fmt: skip
    assert entered.exit_code == exits.OK, entered.stderr
    assert "new: agreement a-" in entered.stdout
    assert settled.run("decide", "enter", "post", "person=Ana Ruiz", "post=mayor").exit_code == exits.OK
    assert {record["person"] for record in settled.listed("posts")} == {"Li Shouwu", "Ana Ruiz"}
    assert settled.run("verify", "--quiet").exit_code == exits.OK


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (["set", "FACT", "colour", "red"], exits.REFUSED, "there is no such field"),
        (["set", "FACT", "kind", "marriage"], exits.REFUSED, "no value of the closed list"),
        (["set", "p-000000", "name", "X"], exits.NOT_FOUND, "no such thing"),
        (["undo", "d9"], exits.NOT_FOUND, "no such decision"),
        (["enter", "post", "person"], exits.WRONG_CALL, "no FIELD=VALUE"),
        (["enter", "agreement", "parties=A;B", "--quote", "words"], exits.REFUSED, "words need their document"),
        (["enter", "wedding", "a=b"], exits.WRONG_CALL, "no such kind"),
    ],
)
def test_what_cannot_be_decided_is_refused_and_nothing_is_kept(
    settled: Town, words: list[str], code: int, why: str
) -> None:
    fact = settled.id_of("agreements")
    result = settled.run("decide", *(fact if word == "FACT" else word for word in words))
    assert result.exit_code == code, why
    assert settled.listed("history") == []


def test_a_withdrawn_document_hides_its_facts(settled: Town) -> None:
    document = next(record["id"] for record in settled.listed("documents") if record["source"].endswith("two.txt"))
    told = settled.run("decide", "withdraw", document)
    assert "state: read -> withdrawn" in told.stdout
    assert len(settled.listed("agreements")) == 1


def test_history_tells_who_decided_what_newest_first(settled: Town) -> None:
    settled.run("decide", "reject", settled.id_of("posts"))
    settled.run("decide", "undo", "d1", "--why", "too fast")
    assert [record["state"] for record in settled.listed("history")] == ["stands", "undone"]
    told = settled.run("history").stdout
    assert "undo d1" in told
    assert "too fast" in told
    assert "reject post" in settled.run("history", "--format", "csv").stdout
    assert "undone" in settled.run("show", "d1").stdout


def test_an_empty_history_says_how_to_decide(settled: Town) -> None:
    assert "accord decide --help" in settled.run("history").stdout


@pytest.mark.parametrize(
    ("kind", "field", "typed", "value", "why"),
    [
        ("agreement", "since", "2005", "2005", "a year is a text here"),
        ("agreement", "ordinal", "5", 5, "a number where one is wanted"),
        ("agreement", "place", "null", None, "nothing known"),
        ("agreement", "title", '"null"', '"null"', "text as it stands"),
        ("agreement", "signatories", "Li Ming；Wang Wu", ["Li Ming", "Wang Wu"], "a full-width semicolon parts too"),
        ("agreement", "sectors", '["vehicles"]', ["vehicles"], "JSON where it is a list"),
        ("commitment", "amount", "1,500.5 CNY", {"value": "1500.5", "currency": "CNY"}, "an amount in words"),
        ("project", "amount", '{"value": "1", "currency": "EUR"}', {"value": "1", "currency": "EUR"}, "or in JSON"),
        ("post", "party", "Wuxi City", "Wuxi City", "one body is no list"),
        (None, "place", "Wuxi", "Wuxi", "the flow will say what is wrong"),
    ],
)
def test_a_value_is_read_as_its_field_wants_it(kind: str | None, field: str, typed: str, value: Any, why: str) -> None:
    assert value_of(kind, field, typed) == value, why
