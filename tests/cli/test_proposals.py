"""`accord proposals`: what later news says of earlier promises, with its words and reasons."""

import json
from pathlib import Path

import pytest

from accord.cli import exits
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
