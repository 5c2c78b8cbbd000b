"""The page about sources names every kind, every reason and the limits as they are."""

import re
from pathlib import Path

import pytest

from accord.flows.sites.lists import MOST_LISTS
from accord.flows.sites.pages import TRIES, TRIES_NOT_THERE
from accord.sources import MAX_BYTES, fetch, mail, package, pdf, read
from accord.sources.fetch import Limits
from accord.sources.lists.listed import MOST_BYTES, MOST_LINKS
from accord.sources.tables import rows

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "sources.md").read_text("utf-8")
READ = {"text", "markdown", "html", "pdf", "docx", "mail"}


def test_every_reason_is_explained_and_no_other():
    told = PAGE.partition("## Why something is refused")[2]
    assert set(re.findall(r"`([a-z_]+)`", told)) - {"-"} == {row["reason"] for row in rows("refusals")}


def test_every_name_that_is_read_is_on_the_page():
    assert [row["suffix"] for row in rows("suffixes") if row["as"] in READ and f"`{row['suffix']}`" not in PAGE] == []


@pytest.mark.parametrize(
    "line",
    [
        f"| {MAX_BYTES // 1024**2} MB (`ACCORD_MAX_BYTES`) |",
        f"| {pdf.MOST_PAGES:,}; {pdf.MOST_SECONDS}; {pdf.MOST_CHARACTERS // 10**6} million |",
        f"| {package.MOST_ENTRIES:,}; {package.MOST_BYTES // 1024**2} MB; {package.MOST_TIMES} |",
        f"| {read.DEEPEST}; {mail.MOST_PARTS} |",
        f"| {fetch.MOST_REDIRECTS} |",
        f"| {MOST_LINKS:,}; {MOST_BYTES // 1024**2} MB; {MOST_LISTS:,} |",
        f"| {TRIES}; {TRIES_NOT_THERE} |",
        f"| {Limits().connect_s:.0f}; {Limits().silent_s:.0f}; {Limits().total_s:.0f} |",
    ],
)
def test_the_limits_are_those_of_the_program(line):
    assert line in PAGE


@pytest.mark.parametrize("row", rows("refusals"), ids=lambda row: row["reason"])
def test_every_reason_says_what_was_found_and_what_to_do(row):
    assert len(row["message"]) > 20
    assert row["advice"].endswith(".")
    assert "{" not in row["advice"]
