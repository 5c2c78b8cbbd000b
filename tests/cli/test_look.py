"""Lists, show, search."""

import csv
import io
import json
import re

import pytest

from accord.cli import exits
from accord.cli.lists import SHOWN
from accord.register import LISTS, open_register
from accord.register.asking.nearby import LEAST_DIGITS, short_ids
from accord.register.pages.showing import find_id
from tests.cli.town import Town, lines_of


@pytest.mark.parametrize("name", LISTS)
def test_every_list_prints_in_every_format(settled: Town, name: str) -> None:
    for format_ in ("table", "json", "jsonl", "csv"):
        result = settled.run(name, "--format", format_)
        assert result.exit_code == exits.OK, result.stderr


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("columns", [30, 60, 80])
def test_a_narrow_table_fits_and_cuts_no_id_nor_day(settled: Town, name: str, columns: int) -> None:
    lines = lines_of(settled.run(name, columns=columns))
    rows = [line for line in lines if not line.endswith(str(settled.register))]
    assert [line for line in rows if len(line) > max(columns, 36)] == []
    assert [line for line in rows if re.search(r"\b[0-9-]{4,9}…", line)] == []


@pytest.mark.parametrize("name", LISTS)
def test_a_table_shows_fields_that_the_list_has(name: str) -> None:
    assert set(SHOWN[name]) <= set(LISTS[name].columns)


@pytest.mark.parametrize("name", LISTS)
def test_every_filter_is_an_option(settled: Town, name: str) -> None:
    told = settled.run(name, "--help").stdout
    for one in LISTS[name].filters:
        assert f"--{one.replace('_', '-')} " in told


def test_json_says_how_many_there_are_and_where_the_page_begins(settled: Town) -> None:
    page = settled.json("agreements", "--limit", 1, "--page", 2)
    assert (page["total"], page["offset"], page["limit"], len(page["records"])) == (2, 1, 1, 1)


def test_a_table_says_where_it_is_and_how_to_go_on(settled: Town) -> None:
    assert lines_of(settled.run("agreements", "--limit", 1))[-1] == "1-1 of 2, next: --page 2"
    assert lines_of(settled.run("agreements", "--limit", 1, "--page", 2))[-1] == "2-2 of 2"
    assert lines_of(settled.run("agreements", "--page", 3)) == ["No page that far: 2 agreements fill 1 page of 20."]


def test_other_formats_say_on_standard_error_that_there_is_more(settled: Town) -> None:
    result = settled.run("agreements", "--limit", 1, "--format", "csv")
    assert "1-1 of 2; more: --limit N" in result.stderr
    assert len(list(csv.DictReader(io.StringIO(result.stdout)))) == 1


def test_an_empty_list_says_what_to_do(town: Town) -> None:
    town.run("ingest", town.news / "empty.txt")
    assert "has no documents yet: accord ingest FOLDER" in town.run("agreements").stdout
    town.run("ingest", town.news / "three.txt")
    assert lines_of(town.run("agreements")) == [
        f"No agreements found in the one document of {town.register}",
        "Read more: accord ingest FOLDER",
    ]


def test_filters_that_leave_nothing_say_so(settled: Town) -> None:
    assert lines_of(settled.run("agreements", "--kind", "contract")) == [
        "No agreements match. Without filters: accord agreements"
    ]


@pytest.mark.parametrize(
    ("words", "count", "why"),
    [
        (["--party", "Wuxi"], 1, "one signs as Wuxi"),
        (["--party", "Lotus"], 2, "both are signed by Lotus"),
        (["--party", "Lotus", "--party", "Wuxi"], 1, "both must take part"),
        (["--kind", "framework"], 1, "a closed list"),
        (["--since", "2024-08"], 1, "from a month on"),
        (["--until", "2024-07"], 1, "up to the end of a month"),
        (["--until", "2024"], 2, "up to the end of a year"),
        (["--since", "2024-07-15", "--until", "2024-08-01"], 0, "between both"),
    ],
)
def test_filters_narrow(settled: Town, words: list[str], count: int, why: str) -> None:
    assert len(settled.listed("agreements", *words)) == count, why


def test_sorting_goes_both_ways(settled: Town) -> None:
    up = [record["date"] for record in settled.listed("agreements", "--sort", "date")]
    down = [record["date"] for record in settled.listed("agreements", "--sort", "-date")]
    assert up == down[::-1] == ["2024-07-14", "2024-08-02"]


@pytest.mark.parametrize("day", ["yesterday", "2024-13", "--07-14", "2023-02-30"])
def test_what_is_no_day_is_a_wrong_call(settled: Town, day: str) -> None:
    assert settled.run("agreements", f"--since={day}").exit_code == exits.WRONG_CALL


@pytest.mark.parametrize(
    ("name", "option", "of"), [("commitments", "--agreement", "agreements"), ("posts", "--document", "documents")]
)
def test_an_id_in_a_filter_may_be_the_beginning_that_lists_print(
    settled: Town, name: str, option: str, of: str
) -> None:
    whole = next(one["id"] for one in settled.listed(of) if settled.listed(name, option, one["id"]))
    short = whole.removeprefix("sha256:")[:9]
    assert settled.listed(name, option, short) == settled.listed(name, option, whole) != []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["commitments", "--agreement", "a-000000"], "nothing has this id"),
        (["commitments", "--agreement", "a-"], "two agreements begin with it"),
        (["commitments", "--agreement", "c-"], "a commitment is no agreement"),
        (["posts", "--document", "000000"], "no document begins with it"),
        (["agreements", "--party", "p-000000"], "no party has this id"),
    ],
)
def test_an_id_that_means_no_one_thing_is_not_found(settled: Town, words: list[str], why: str) -> None:
    result = settled.run(*words)
    assert (result.exit_code, result.stdout) == (exits.NOT_FOUND, ""), why


def test_a_list_as_csv_begins_with_a_mark_where_excel_needs_it(settled: Town) -> None:
    assert settled.run("posts", "--format", "csv", "--bom").stdout_bytes.startswith(b"\xef\xbb\xbfid,")
    assert settled.run("posts", "--format", "jsonl", "--bom").exit_code == exits.WRONG_CALL


@pytest.mark.parametrize("words", ["", "...", '""'])
def test_a_search_for_no_word_is_a_wrong_call(settled: Town, words: str) -> None:
    result = settled.run("search", words)
    assert result.exit_code == exits.WRONG_CALL
    assert "holds no word" in result.stderr


def test_a_name_that_is_slightly_wrong_is_put_right(settled: Town) -> None:
    assert "did you mean 'Ningbo'?" in settled.run("agreements", "--party", "Ningpo").stderr


def test_a_party_that_nobody_knows_is_not_found(settled: Town) -> None:
    result = settled.run("agreements", "--party", "Atlantis")
    assert result.exit_code == exits.NOT_FOUND
    assert "no party goes by 'Atlantis'" in result.stderr


def test_every_short_id_means_the_one_thing_it_was_made_of(settled: Town) -> None:
    whole = [record["id"] for name in LISTS for record in settled.listed(name)]
    with open_register(str(settled.register), create=False) as register, register.asking() as connection:
        short = short_ids(connection, whole)
        assert {one: find_id(connection, short[one])[1] for one in whole} == {one: one for one in whole}
    assert all(len(one.split("-")[-1]) >= LEAST_DIGITS for one in short.values())
    assert set(short.values()) & {line.split()[0] for line in lines_of(settled.run("agreements"))}


def test_an_agreement_is_shown_with_its_evidence_in_context_and_its_commitments(settled: Town) -> None:
    told = settled.run("show", settled.id_of("agreements", "--party", "Wuxi")).stdout
    assert "framework, signed 2024-07-14: Lotus | Wuxi" in told
    assert "»Wuxi and Lotus signed a framework agreement on 2024-07-14«" in told
    assert "Commitments (1)" in told
    assert "»Wuxi and Lotus will build a base at the lake«" in told


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("parties", ["Lotus (enterprise)", "Agreements (2)", "Posts (1)"]),
        ("documents", ["Found in 1 place", "Text"]),
        ("posts", ["Li Shouwu, director, Lotus", "Evidence", "»Li Shouwu is director of Lotus«"]),
        ("commitments", ["agreed, project:", "fake.will"]),
    ],
)
def test_anything_listed_can_be_shown(settled: Town, name: str, words: list[str]) -> None:
    filters = ["--name", "Lotus"] if name == "parties" else []
    id_ = settled.id_of(name, *filters)
    told = " ".join(settled.run("show", id_).stdout.split())
    assert [word for word in words if word not in told] == []
    assert settled.json("show", id_)["record"]["id"] == id_


def test_lines_fit_the_terminal_but_paths_which_stay_whole(settled: Town) -> None:
    told = settled.run("show", settled.id_of("agreements"), columns=50).stdout
    assert [line for line in told.splitlines() if len(line) > 50 and "news/" not in line] == []


def test_an_id_that_nothing_has_is_not_found(settled: Town) -> None:
    result = settled.run("show", "a-000000")
    assert result.exit_code == exits.NOT_FOUND
    assert "accord agreements" in result.stderr


def test_search_finds_bodies_facts_and_documents_in_both_languages(settled: Town) -> None:
    told = settled.run("search", "school").stdout
    assert "»school«" in told
    assert "documents (1)" in told
    assert "莲花集团" in settled.run("search", "莲花集团").stdout
    scopes = {json.loads(line)["scope"] for line in lines_of(settled.run("search", "Lotus", "--format", "jsonl"))}
    assert scopes == {"parties", "facts", "documents"}


def test_search_looks_only_where_asked_and_words_in_quotes_stand_together(settled: Town) -> None:
    hits = settled.json("search", "Lotus", "--in", "parties")["records"]
    assert {hit["scope"] for hit in hits} == {"parties"}
    assert settled.json("search", "base at")["total"] > 0
    assert settled.json("search", "base lake Wuxi agreement framework at", "--in", "documents")["total"] == 0


def test_search_that_finds_nothing_says_so(settled: Town) -> None:
    assert settled.run("search", "volcano").stdout.startswith("Nothing holds volcano.")
