"""`accord proposals`: what later news says of earlier promises, with its words and reasons."""

import json
from pathlib import Path

import pytest

from accord.cli import exits
from accord.follow.thresholds import Threshold
from tests.cli.town import Town, lines_of

NEWS = {
    "1.txt": "Riga and Lund signed a framework agreement on 2019-03-04. Riga and Lund will build a paper mill on the Gauja.\n",
    "2.txt": "Riga opens paper mill in Lund\nPublished: 2021-06-07\n"
    "Riga opened the paper mill on the Gauja in Lund on Monday.\n",
    "3.txt": "Grain prices rise\nPublished: 2021-06-08\nGrain in Perth was dearer on Tuesday than a week ago.\n",
}


@pytest.fixture
def mill(tmp_path: Path) -> Town:
    town = Town(tmp_path).as_("Wang")
    for old in town.news.iterdir():
        old.unlink()
    for name, words in NEWS.items():
        (town.news / name).write_text(words, encoding="utf-8")
    done = town.run("ingest", town.news, "--quiet")
    assert done.exit_code == exits.OK, (done.stderr, done.exception)
    return town


def test_a_proposal_shows_the_later_words_the_promise_the_state_and_why(mill: Town) -> None:
    rows = [json.loads(line) for line in lines_of(mill.run("proposals", "--format", "jsonl"))]

    assert {Path(row["document"]).name for row in rows} == {"2.txt"}
    best = next(row for row in rows if row["rank"] == 1)
    assert (best["state"], best["kind"]) == ("delivered", "progress")
    assert "paper mill" in best["target"]["quote"]
    assert Path(best["target"]["document"]).name == "1.txt"
    assert best["reasons"]


def test_proposals_are_chosen_by_state_and_change_nothing(mill: Town) -> None:
    before = mill.run("digest").stdout

    assert mill.json("proposals", "--state", "dropped") == []
    assert {row["rank"] for row in mill.json("proposals", "--first")} == {1}
    assert "nothing changes until a person confirms it" in mill.run("proposals").stdout
    assert mill.run("digest").stdout == before


def test_the_same_is_proposed_again_with_the_same_ids(mill: Town) -> None:
    assert mill.run("proposals", "--format", "jsonl").stdout == mill.run("proposals", "--format", "jsonl").stdout


def test_what_says_no_more_than_is_known_can_be_left_out(mill: Town) -> None:
    rows = mill.json("proposals")
    best = next(row for row in rows if row["rank"] == 1)
    target = best["target"]["id"]
    assert best["more"]
    assert target in {row["target"]["id"] for row in mill.json("proposals", "--more")}

    done = mill.run("decide", "state", target, "delivered", "--why", "seen on site")

    assert done.exit_code == exits.OK, (done.stderr, done.exception)
    assert target not in {row["target"]["id"] for row in mill.json("proposals", "--more")}


def test_a_proposal_is_shown_and_accepted_by_its_id(mill: Town) -> None:
    best = next(row for row in mill.json("proposals") if row["rank"] == 1)
    printed = mill.run("proposals", columns=160).stdout
    assert best["id"] in printed
    shown = mill.run("show", best["id"])
    assert shown.exit_code == exits.OK, shown.stderr
    assert "opened the paper mill" in shown.stdout
    assert f"accord decide state {best['id']}" in shown.stdout
    assert mill.json("show", best["id"])["target"] == best["target"]

    done = mill.run("decide", "state", best["id"][:9])

    assert done.exit_code == exits.OK, (done.stderr, done.exception)
    assert [one["id"] for one in mill.listed("commitments", "--state", "delivered")] == [best["target"]["id"]]
    again = mill.run("decide", "state", best["id"])
    assert (again.exit_code, "accord proposals" in again.stderr) == (exits.NOT_FOUND, True)


@pytest.mark.parametrize("how", [("decide", "unrelated"), ("review", "reject")])
def test_a_proposal_is_refused_by_its_id_and_not_made_again(mill: Town, how: tuple[str, str]) -> None:
    best = next(row for row in mill.json("proposals") if row["rank"] == 1)
    done = mill.run(*how, best["id"])
    assert done.exit_code == exits.OK, (done.stderr, done.exception)
    assert best["id"] not in {row["id"] for row in mill.json("proposals")}
    assert {one["state"] for one in mill.listed("commitments")} == {"agreed"}


def test_review_accepts_what_later_news_proposes_and_another_state_may_be_said(mill: Town) -> None:
    best = next(row for row in mill.json("proposals") if row["rank"] == 1)
    assert mill.run("review", "accept", best["id"]).exit_code == exits.OK
    assert mill.listed("commitments", "--state", "delivered")
    assert mill.run("decide", "undo", "d1").exit_code == exits.OK
    assert mill.run("decide", "state", best["id"], "under_way").exit_code == exits.OK
    assert mill.listed("commitments", "--state", "under_way")


def test_what_a_proposal_names_is_not_said_again_and_a_promise_needs_a_state(mill: Town) -> None:
    best = next(row for row in mill.json("proposals") if row["rank"] == 1)
    twice = mill.run("decide", "state", best["id"], "--document", best["document_id"], "--quote", best["quote"])
    assert "leave out --document and --quote" in twice.stderr
    assert "say the state as well" in mill.run("decide", "state", best["target"]["id"]).stderr
    assert "say which words" in mill.run("decide", "unrelated", best["target"]["id"]).stderr


@pytest.mark.parametrize("least", ["nan", "inf", "-inf", "-0.1", "1.5", "much"])
def test_a_least_score_that_is_no_share_is_refused(mill: Town, least: str) -> None:
    for command in (("proposals",), ("review", "list")):
        assert mill.run(*command, "--least", least).exit_code == exits.WRONG_CALL


COMMANDS = [
    ("proposals",), ("calendar",), ("counted",), ("rates",), ("sessions",), ("review", "list"), ("search", "steel"),
    ("agreements",), ("commitments",), ("mechanisms",), ("parties",),
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_of_an_empty_register_every_list_says_so_and_how_to_fill_it(tmp_path: Path, command: tuple[str, ...]) -> None:
    town = Town(tmp_path)
    for old in town.news.iterdir():
        old.unlink()
    town.run("ingest", town.news, "--quiet")
    told = town.run(*command)
    assert told.exit_code == exits.OK, told.stderr
    assert "has no documents yet: accord ingest FOLDER" in " ".join(told.stdout.split())


def test_where_nothing_was_promised_it_is_said_what_is_needed(tmp_path: Path) -> None:
    town = Town(tmp_path)
    for old in town.news.iterdir():
        old.unlink()
    (town.news / "grain.txt").write_text(NEWS["3.txt"], encoding="utf-8")
    town.run("ingest", town.news, "--quiet")
    for command in ("proposals", "calendar", "counted"):
        told = town.run(command)
        assert told.exit_code == exits.OK, told.stderr
        assert "accord ingest FOLDER" in " ".join(told.stdout.split())


def test_filters_that_fit_nothing_say_how_to_see_all(mill: Town) -> None:
    assert "All of them: accord proposals" in mill.run("proposals", "--state", "dropped").stdout


def test_a_table_leaves_out_what_is_hardly_likely_and_a_program_gets_all(
    mill: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    certain = Threshold(value=100, unit="per cent", source="ours")
    monkeypatch.setattr("accord.flows.follow.threshold", lambda _: certain)
    usual, all_, rows = (
        mill.run("proposals", *asked).stdout for asked in ((), ("--least", "0"), ("--format", "jsonl"))
    )
    assert "Nothing that was read is likely to speak of an earlier promise." in usual
    assert "0 in all" not in all_
    assert f"{len(rows.splitlines())} in all" in all_
    assert len(rows.splitlines()) > 0
