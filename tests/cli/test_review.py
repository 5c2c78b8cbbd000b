"""`accord review`, `accord decide merge` and `split`: who is who, from the command line."""

import json
from pathlib import Path

import pytest

from accord import bootstrap
from accord.cli import exits, review
from tests.cli.town import Town, lines_of
from tests.fakes.identity import FakeIdentity

NEWS = {
    "one.txt": "Wuxi City and Ningbo signed a framework agreement on 2024-07-14.",
    "two.txt": "Wuxi Port and Ningbo signed a framework agreement on 2024-08-14.",
    "three.txt": "Wuxi and Ningbo signed a framework agreement on 2024-09-14.",
}
UNSURE = Path(__file__).parents[2] / "examples" / "news" / "en"  # two of its facts the reading is not sure of
SAID = {
    ("Wuxi", "Wuxi City"): ("unsure", 0.8),
    ("Wuxi City", "Wuxi Port"): ("unsure", 0.6),
    ("Wuxi", "Wuxi Port"): ("unsure", 0.2),
}


@pytest.fixture
def river(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    """Return a town whose news names a body in three ways; what comes of them is in `SAID`."""
    monkeypatch.setattr(bootstrap, "identity", FakeIdentity(SAID))
    town = Town(tmp_path).as_("Wang")
    for old in town.news.iterdir():
        old.unlink()
    for name, words in NEWS.items():
        (town.news / name).write_text(words, encoding="utf-8")
    assert town.run("ingest", town.news, "--quiet").exit_code == exits.OK
    return town


def bodies(town: Town) -> list[list[str]]:
    return sorted(sorted(one["names"]) for one in town.listed("parties") if one["name"] != "Ningbo")


def id_of(town: Town, name: str) -> str:
    return next(one["id"] for one in town.listed("parties") if name in one["names"])


def test_proposals_are_listed_the_surest_first_with_their_reasons(river: Town) -> None:
    found = river.json("review", "list")
    assert [one["score"] for one in found["records"]] == [0.8, 0.6]
    assert found["total"] == 2
    told = river.run("review", "list").stdout
    assert "Wuxi City" in told
    assert "said: " in told
    assert [json.loads(line)["id"] for line in lines_of(river.run("review", "list", "--format", "jsonl"))] == [
        one["id"] for one in found["records"]
    ]
    assert river.json("review", "list", "--least", "0.1")["total"] == 3
    assert river.json("review", "list", "--kind", "same_event")["total"] == 0


def test_alone_it_lists_where_there_is_no_terminal(river: Town) -> None:
    assert river.run("review").stdout == river.run("review", "list").stdout


def test_one_proposal_is_shown_with_the_words_of_both_sides(river: Town) -> None:
    first = river.json("review", "list")["records"][0]["id"]
    told = river.run("review", "show", first[:8]).stdout
    assert "»Wuxi City«" in told
    assert "»Wuxi« and Ningbo signed" in told
    assert river.json("review", "show", first)["left"]["evidence"][0]["quote"]


def test_accept_and_reject_are_recorded_with_who_and_why_and_change_the_bodies(river: Town) -> None:
    first, second = (one["id"] for one in river.json("review", "list")["records"])
    accepted = river.run("review", "accept", first, "--why", "their seal")
    assert accepted.exit_code == exits.OK
    assert "d1 recorded, by Wang" in accepted.stdout
    assert river.run("review", "reject", second).exit_code == exits.OK
    assert bodies(river) == [["Wuxi", "Wuxi City"], ["Wuxi Port"]]
    assert river.json("review", "list")["total"] == 0
    assert [(one["kind"], one["by"], one["why"]) for one in river.listed("history")] == [
        ("different", "Wang", None),
        ("same", "Wang", "their seal"),
    ]
    assert "Nothing is proposed" in river.run("review", "list").stdout


def test_what_is_decided_already_is_told_with_who_decided_it(river: Town) -> None:
    first, second = (one["id"] for one in river.json("review", "list")["records"])
    river.run("review", "accept", first)
    river.run("review", "reject", second, "--as", "Li")
    for call in (("accept", first), ("reject", first), ("accept", first[:7])):
        refused = river.run("review", *call)
        assert refused.exit_code == exits.REFUSED
        assert "accepted already: d1, by Wang" in refused.stderr
    assert "rejected already: d2, by Li" in river.run("review", "reject", second).stderr
    assert river.run("decide", "undo", "d2").exit_code == exits.OK
    assert river.run("review", "accept", second).exit_code == exits.OK


@pytest.mark.parametrize(("first", "word"), [("accept", "accepted"), ("reject", "rejected")])
def test_two_reports_that_are_decided_already_are_told_too(tmp_path: Path, first: str, word: str) -> None:
    town = Town(tmp_path).as_("Wang")
    for old in town.news.iterdir():
        old.unlink()
    for name, day in (("a.txt", "2024-07"), ("b.txt", "2024-07-15")):
        (town.news / name).write_text(f"Wuxi and Lotus signed a framework agreement on {day}.", encoding="utf-8")
    assert town.run("ingest", town.news, "--quiet").exit_code == exits.OK
    [proposed] = town.json("review", "list", "--kind", "same_event")["records"]
    assert town.run("review", first, proposed["id"]).exit_code == exits.OK
    assert f"{word} already: d1, by Wang" in town.run("review", "accept", proposed["id"]).stderr


def test_a_name_is_asked_for_where_nobody_decides(river: Town) -> None:
    first = river.json("review", "list")["records"][0]["id"]
    river.settings = type(river.settings)(register=river.settings.register)
    assert river.run("review", "accept", first).exit_code == exits.REFUSED


def test_one_key_a_proposal_at_a_terminal(river: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "_at_terminal", lambda: True)
    told = river.run("review", given="xar").stdout  # x means nothing and is asked again
    assert told.count("Are these one body?") == 3
    assert "2 decided" in told
    assert bodies(river) == [["Wuxi", "Wuxi City"], ["Wuxi Port"]]


def test_where_there_is_no_terminal_nobody_is_asked(river: Town) -> None:
    for call in (("review", "ask"), ("review", "ask", "--as", "Wang")):
        refused = river.run(*call)
        assert refused.exit_code == exits.WRONG_CALL
        assert "accord review list" in refused.stderr


def test_at_a_terminal_one_can_put_off_take_back_and_stop(river: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "_at_terminal", lambda: True)
    told = river.run("review", "ask", given="ausq").stdout
    assert "0 decided; 1 left for later" in told
    assert bodies(river) == [["Wuxi"], ["Wuxi City"], ["Wuxi Port"]]
    assert [one["kind"] for one in river.listed("history")] == ["undo", "same"]


def test_merge_says_what_is_one_now_and_split_what_stands_by_itself(river: Town) -> None:
    merged = river.run("decide", "merge", id_of(river, "Wuxi"), id_of(river, "Wuxi Port"))
    assert merged.exit_code == exits.OK
    assert "now one: Wuxi; Wuxi Port" in merged.stdout
    part = id_of(river, "Wuxi City")
    refused = river.run("decide", "split", part)
    assert refused.exit_code == exits.REFUSED
    assert "stands alone" in refused.stderr
    assert "one: party “Wuxi" in river.run("history").stdout


def test_what_contradicts_is_refused_with_the_decisions_that_stand_against_it(river: Town) -> None:
    city, port = id_of(river, "Wuxi City"), id_of(river, "Wuxi Port")
    river.run("decide", "merge", city, port)
    with_names = river.run("decide", "split", city)
    assert with_names.exit_code == exits.REFUSED
    assert "d1, by Wang" in with_names.stderr
    assert "accord decide undo d1" in with_names.stderr
    assert len(river.listed("history")) == 1


def test_what_is_not_proposed_is_not_found(river: Town) -> None:
    assert river.run("review", "show", "q-000000").exit_code == exits.NOT_FOUND
    assert river.run("review", "accept", "q-000000").exit_code == exits.NOT_FOUND


@pytest.fixture
def doubting(tmp_path: Path) -> Town:
    """Return a town whose news says a thing of which the reading is not sure."""
    town = Town(tmp_path, reader=bootstrap.the_reader()).as_("Wang")
    assert town.run("ingest", UNSURE, "--quiet").exit_code == exits.OK
    return town


def test_doubted_facts_are_told_listed_shown_and_settled(doubting: Town) -> None:
    found = doubting.json("review", "list", "--kind", "doubt")
    first, *others = found["records"]
    assert f"{found['total']} facts are doubted too" in doubting.run("review", "list").stdout
    assert first["quote"] in " ".join(
        doubting.run("review", "list", "--kind", "doubt", "--format", "csv").stdout.split()
    )
    assert doubting.json("review", "show", first["id"])["words"][0]["quote"] == first["quote"]
    assert first["of"] in doubting.run("review", "show", first["id"][:8]).stdout
    assert "doubted no more" in doubting.run("review", "accept", first["id"][:8]).stdout
    assert doubting.run("review", "reject", first["id"]).exit_code == exits.REFUSED
    assert doubting.run("review", "reject", others[0]["id"]).exit_code == exits.OK
    assert doubting.json("review", "list", "--kind", "doubt")["total"] == found["total"] - 2
