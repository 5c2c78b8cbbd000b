"""`accord counted` and `accord rates` tell the numbers of the report, in every format, and refuse what is no period."""

import csv
import io
import json

import pytest

from tests.cli.town import Town


def test_every_project_is_counted_or_not_and_says_by_which_rule(settled: Town) -> None:
    told = settled.run("counted", "--format", "jsonl")
    assert told.exit_code == 0, told.stderr
    records = [json.loads(line) for line in told.stdout.splitlines()]
    assert len({one["id"] for one in records}) == len(records) > 0
    assert all(one["why"] for one in records if one["counted"])
    counted = json.loads(settled.run("counted", "--counted", "--format", "json").stdout)
    left = json.loads(settled.run("counted", "--not-counted", "--format", "json").stdout)
    assert sorted(one["id"] for one in (*counted, *left)) == sorted(one["id"] for one in records)
    assert f"{len(counted):,} projects counted" in settled.run("counted").stdout


def test_outside_of_its_period_a_project_is_left_out_and_says_so(settled: Town) -> None:
    records = json.loads(settled.run("counted", "--period", "1999-Q1", "--format", "json").stdout)
    assert records
    assert {one["counted"] for one in records} == {0}
    assert {one["rule"] for one in records} <= {"outside", "undated", "again", None}


def test_rates_say_of_how_many_and_no_share_of_too_few(settled: Town) -> None:
    told = settled.run("rates", "--by", "partner", "--format", "csv")
    assert told.exit_code == 0, told.stderr
    rows = list(csv.DictReader(io.StringIO(told.stdout)))
    signed = next(row for row in rows if row["rate"] == "started_of_signed" and not row["group"])
    counted = json.loads(settled.run("counted", "--counted", "--format", "json").stdout)
    assert int(signed["cases"]) == len(counted)
    assert all(row["share"] == "" for row in rows if int(row["cases"]) < 30)
    assert "too few" in settled.run("rates").stdout


@pytest.mark.parametrize(
    "wrong", [("counted", "--period", "last month"), ("rates", "--since", "2024-05"), ("rates", "--party", "Nowhere")]
)
def test_what_is_no_period_and_nobody_is_refused(settled: Town, wrong: tuple[str, ...]) -> None:
    told = settled.run(*wrong)
    assert told.exit_code != 0
    assert told.stderr


def test_what_is_of_another_time_is_not_told_as_left_out(settled: Town) -> None:
    assert "reports left out, " in (told := settled.run("counted", "--period", "1999").stdout), told
    assert "of another time" in told
    assert "of another time" not in settled.run("counted").stdout


def test_rates_of_nothing_say_so(settled: Town) -> None:
    told = settled.run("rates", "--since", "2052")
    assert told.exit_code == 0
    assert told.stdout.startswith("There is no case")
