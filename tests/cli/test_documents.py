"""What a person says of a document, and the documents that come otherwise than as text files."""

import json
from typing import Any

import pytest

from accord.cli import exits
from tests.cli.town import NEWS, Town
from tests.sources.broken import ENGLISH
from tests.sources.papers import a_docx, a_mail, a_page, a_paragraph, a_pdf, wrapped
from tests.sources.server import a_server

PASTED = NEWS["two.txt"]


def read(town: Town, *words: object, given: str | None = None) -> dict[str, Any]:
    result = town.run("read", *words, "--format", "jsonl", given=given)
    assert result.exit_code == exits.OK, result.stderr
    document = json.loads(result.stdout)["document"]
    assert isinstance(document, dict)
    return document


def test_what_a_person_says_of_a_pasted_text_holds(town: Town) -> None:
    said = ("--published", "2024-08", "--title", "Two sign", "--language", "en", "--source", "https://example.org/n")
    document = read(town, "-", *said, given=PASTED)
    assert (document["published"], document["title"], document["language"]) == ("2024-08", "Two sign", "en")
    assert document["source"] == "https://example.org/n"


def test_a_text_that_was_guessed_wrong_is_read_once_a_person_says_its_language(town: Town) -> None:
    words = "Wuxi, Lotus: accord 2024"
    first = town.run("ingest", "-", given=words)
    again = town.run("ingest", "-", "--language", "en", given=words)
    assert "1 kept but not read" in first.stdout
    assert "1 new" in again.stdout
    assert town.listed("documents")[0]["language"] == "en"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("-", "--published", "July 14"), "no date"),
        (("-", "--published", "--07-14"), "no year"),
        (("-", "--language", "English"), "no code"),
        (("news", "--title", "One title"), "a folder has many"),
        (("a.txt", "b.txt", "--title", "One title"), "two documents"),
        (("a.txt", "--source", "https://example.org/"), "a file is known by its path"),
    ],
)
def test_what_cannot_be_meant_is_a_wrong_call(town: Town, words: tuple[str, ...], why: str) -> None:
    asked = [town.news if word == "news" else word for word in words]
    assert town.run("read", *asked, given=PASTED).exit_code == exits.WRONG_CALL, why


def test_an_address_inside_of_the_network_is_read_only_where_that_is_allowed(town: Town) -> None:
    with a_server() as server:
        refused = town.run("read", f"{server}/news.html")
        assert refused.exit_code == exits.INPUTS_FAILED
        assert "--allow-private" in refused.stderr
        assert read(town, f"{server}/news.html", "--allow-private")["published"] == "2023-05-04"


def test_a_quarantined_address_can_be_tried_again(town: Town) -> None:
    with a_server() as server:
        town.run("ingest", f"{server}/news.html")
        assert town.run("quarantine", "retry").exit_code == exits.INPUTS_FAILED
        assert town.run("quarantine", "retry", "--allow-private").exit_code == exits.OK
    assert "Nothing is in quarantine" in town.run("quarantine").stdout


def test_a_mail_and_what_is_attached_to_it_are_counted_each(town: Town) -> None:
    contract = a_docx(a_paragraph("Wuxi and Lotus signed a contract on 2024-07-14."))
    scan = a_pdf([a_page(picture=True)])
    attached = [("contract.docx", "application/octet-stream", contract), ("scan.pdf", "application/pdf", scan)]
    (town.folder / "mail.eml").write_bytes(a_mail("The contract is attached to this mail.", attached=attached))
    result = town.run("ingest", town.folder / "mail.eml")
    assert "3 of 3 documents" in result.stdout
    assert "mail.eml!scan.pdf: this PDF has no text layer" in result.stderr


def test_the_reading_of_a_pdf_says_where_its_pages_begin(town: Town) -> None:
    (town.folder / "a.pdf").write_bytes(a_pdf([a_page(*wrapped(ENGLISH)), a_page(*wrapped("The end of the news."))]))
    document = read(town, town.folder / "a.pdf")
    assert document["text"][document["pages"][1] :] == "The end of the news."
