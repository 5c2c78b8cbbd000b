"""What became of a promise, said on the command line."""

import json

from accord.cli import exits
from tests.cli.town import Town

LATER = "The base at the lake was opened. It rained."
QUOTE = "The base at the lake was opened"


def _later(settled: Town) -> tuple[str, str]:
    """Return the id of a promise and of a later document."""
    (settled.news / "later.txt").write_text(LATER, encoding="utf-8")
    settled.run("ingest", settled.news / "later.txt", "--quiet")
    (promise,) = [one for one in settled.listed("commitments") if "base at the lake" in one["quote"]]
    assert promise["state"] == "agreed"
    return promise["id"], next(one["id"] for one in settled.listed("documents") if one["source"].endswith("later.txt"))


def test_a_state_is_said_by_later_words_shown_in_the_list_told_in_history_and_undone(settled: Town) -> None:
    promise, later = _later(settled)
    said = settled.run("decide", "state", promise, "delivered", "--document", later[7:17], "--quote", QUOTE)
    assert said.exit_code == exits.OK, said.stderr
    assert "state: agreed -> delivered" in said.stdout
    assert [one["id"] for one in settled.listed("commitments", "--state", "delivered")] == [promise]
    assert "is delivered, by the words" in settled.run("history", columns=200).stdout
    settled.run("decide", "undo", "d1")
    assert settled.listed("commitments", "--state", "delivered") == []


def test_words_of_something_else_are_remembered_and_answered_only_once(settled: Town) -> None:
    promise, later = _later(settled)
    said = settled.run("decide", "unrelated", promise, "--document", later[7:17], "--quote", QUOTE)
    assert said.exit_code == exits.OK, said.stderr
    assert "not of commitment" in settled.run("history", columns=200).stdout
    assert settled.listed("commitments", "--state", "delivered") == []


def test_half_of_what_is_needed_or_what_is_no_promise_is_refused(settled: Town) -> None:
    promise, _ = _later(settled)
    half = settled.run("decide", "state", promise, "delivered", "--quote", QUOTE)
    assert half.exit_code == exits.WRONG_CALL
    assert "words need both" in half.stderr
    wrong = settled.run("decide", "state", settled.id_of("agreements"), "delivered")
    assert (wrong.exit_code, "is no promise" in wrong.stderr) == (exits.REFUSED, True)
    assert settled.run("decide", "state", promise, "sold").exit_code == exits.WRONG_CALL
    assert settled.run("decide", "state", promise, "delivered", "--day", "soon").exit_code == exits.REFUSED
    assert settled.listed("history") == []


def test_proposals_are_listed_in_every_format_and_change_nothing(settled: Town) -> None:
    _later(settled)
    rows = [json.loads(line) for line in settled.run("proposals", "--format", "jsonl").stdout.splitlines()]
    for row in rows:
        assert {"id", "kind", "document", "span", "quote", "target", "state", "rank", "score", "reasons"} <= row.keys()
    for format_ in ("table", "json", "csv"):
        assert settled.run("proposals", "--format", format_).exit_code == exits.OK
    assert {one["state"] for one in settled.listed("commitments")} == {"agreed"}


def test_a_plan_that_is_no_fact_becomes_a_promise_in_the_step_that_says_what_became_of_it(settled: Town) -> None:
    told = "Wuxi and Lotus signed a framework agreement on 2024-09-01. The tram line from Wuxi to the lake is expected to open."
    became = "The tram line from Wuxi to the lake was opened by Lotus."
    for name, words in {"plan.txt": told, "opened.txt": became}.items():
        (settled.news / name).write_text(words, encoding="utf-8")
        settled.run("ingest", settled.news / name, "--quiet")
    rows = [json.loads(line) for line in settled.run("proposals", "--format", "jsonl").stdout.splitlines()]
    plan = next(row["target"]["id"] for row in rows if row["target"]["kind"] == "plan" and "tram line" in row["quote"])
    words = (
        "--document",
        next(row["document_id"] for row in rows if "was opened by" in row["quote"]),
        "--quote",
        became,
    )
    alone = settled.run("decide", "state", plan, "delivered")
    assert (alone.exit_code, "words of a later document" in alone.stderr) == (exits.REFUSED, True)
    early = settled.run("decide", "state", plan, "delivered", *words, "--day", "2052-01")
    assert (early.exit_code, "2052-01 is still to come" in early.stderr) == (exits.REFUSED, True)
    said = settled.run("decide", "state", plan, "delivered", *words)
    assert said.exit_code == exits.OK, said.stderr
    (promise,) = settled.listed("commitments", "--state", "delivered")
    assert promise["id"] in said.stdout
    assert promise["quote"].startswith("The tram line")
    again = settled.run("decide", "state", plan, "delivered", *words)
    assert (again.exit_code, "no plan" in again.stderr) == (exits.NOT_FOUND, True)


def test_said_on_ones_own_word_it_is_so_from_today_and_goes_before_older_steps(settled: Town) -> None:
    promise, _ = _later(settled)
    settled.run("decide", "state", promise, "under_way", "--day", "2025-06", "--why", "seen there")
    said = settled.run("decide", "state", promise, "stalled", "--why", "told by telephone")
    assert "state: under_way -> stalled" in said.stdout
    assert settled.listed("commitments", "--state", "stalled")[0]["id"] == promise


def test_a_day_that_is_still_to_come_is_refused(settled: Town) -> None:
    promise, _ = _later(settled)
    wrong = settled.run("decide", "state", promise, "delivered", "--day", "2052", "--why", "hoped")
    assert wrong.exit_code == exits.REFUSED
    assert "2052 is still to come" in wrong.stderr
    assert settled.listed("commitments", "--state", "delivered") == []
