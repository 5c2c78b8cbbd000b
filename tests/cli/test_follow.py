"""`accord follow`: what a person follows, and what is new of it, once."""

import json
from pathlib import Path

from accord.cli import exits
from tests.cli.town import Town, lines_of

LATER = "Lotus and Perth signed a cooperation agreement on 2025-01-02. Perth will build a school."


def came_later(town: Town, words: str = LATER) -> None:
    (town.news / "later.txt").write_text(words, encoding="utf-8")
    town.run("ingest", town.news, "--quiet")


def test_what_is_followed_is_listed_and_can_be_left_alone_again(settled: Town) -> None:
    party, agreement = settled.id_of("parties", "--name", "Lotus"), settled.id_of("agreements", "--party", "Ningbo")
    assert settled.run("follow", "add", party, agreement, party).exit_code == exits.OK
    assert [(one["what"], one["name"]) for one in settled.listed("follow", "list")] == [
        ("agreement", "Lotus - Ningbo City"),
        ("party", "Lotus"),
    ]
    assert "Lotus" in settled.run("follow").stdout
    assert settled.run("follow", "remove", party).exit_code == exits.OK
    assert [one["id"] for one in settled.listed("follow", "list")] == [agreement]
    assert settled.run("follow", "remove", party).exit_code == exits.NOT_FOUND


def test_news_is_printed_once_and_again_where_it_is_asked_for(settled: Town) -> None:
    settled.run("follow", "add", settled.id_of("parties", "--name", "Lotus"))
    assert "Nothing is new." in settled.run("follow", "news").stdout
    came_later(settled)
    told = settled.run("follow", "news").stdout
    assert "about Lotus" in told
    assert "new agreement" in told
    assert "Lotus and Perth signed" in told
    assert lines_of(settled.run("follow", "news")) == ["Nothing is new."]
    rows = [
        json.loads(line) for line in lines_of(settled.run("follow", "news", "--again", "--keep", "--format", "jsonl"))
    ]
    assert [Path(one["source"]).name for one in rows] == ["later.txt"]
    assert settled.json("follow", "news")["total"] == 1
    assert (settled.json("follow", "news")["total"], settled.json("follow", "news", "--all")["total"]) == (0, 1)


def test_another_person_follows_other_things(settled: Town) -> None:
    settled.run("follow", "add", settled.id_of("parties", "--name", "Lotus"), "--as", "Bo")
    came_later(settled)
    assert "Nothing is new." in settled.run("follow", "news").stdout
    assert "about Lotus" in settled.run("follow", "news", "--as", "bo").stdout


def test_what_is_not_there_ends_with_not_found_and_what_cannot_be_followed_is_refused(settled: Town) -> None:
    assert settled.run("follow", "add", "p-000000000000").exit_code == exits.NOT_FOUND
    assert settled.run("follow", "add", settled.id_of("documents")).exit_code == exits.REFUSED
    assert settled.run("follow", "add").exit_code == exits.WRONG_CALL


def test_who_follows_nothing_is_told_how_to_begin(settled: Town) -> None:
    assert "accord follow add ID" in settled.run("follow").stdout
    assert "Example" in settled.run("follow", "news", "--help").stdout
