"""A folder of broken inputs: each is read or quarantined with a reason, and every good file is in the register."""

import io
from pathlib import Path

from accord.register import quarantined
from accord.sources import Given, Outside, find
from tests.register.worlds import a_register, digest_of, listed, rebuilt, take_in
from tests.sources.broken import ENGLISH, write_broken_folder
from tests.sources.papers import a_mail, a_page, a_pdf, wrapped
from tests.sources.server import BAD_ADDRESSES, GOOD_ADDRESSES, QUICK, a_server, fetching


def test_what_is_broken_is_kept_in_quarantine_and_all_else_is_in_the_register(tmp_path: Path) -> None:
    expected = write_broken_folder(tmp_path)
    refused = {name: reason for name, reason in expected.items() if reason}
    assert len(expected) >= 75
    assert len(refused) >= 40
    with a_register() as register:
        take_in(register, find([str(tmp_path)]))
        with register.asking() as connection:
            held = {item["source"]: item for item in quarantined(connection)}
        prefix = str(tmp_path).replace("\\", "/") + "/"
        assert {source.removeprefix(prefix): item["reason"] for source, item in held.items()} == refused
        assert all(item["message"] and item["advice"] for item in held.values())
        sources = {document["source"].removeprefix(prefix) for document in listed(register, "documents")}
        assert {name for name, reason in expected.items() if reason is None} <= sources | _twins(register, prefix)
        assert digest_of(register) == rebuilt(register)


def test_bad_addresses_are_kept_in_quarantine_and_good_ones_are_in_the_register() -> None:
    with a_server() as server, a_register() as register:
        outside = Outside(fetch=fetching(), max_bytes=QUICK.max_bytes)
        take_in(register, find([server + path for path in (*BAD_ADDRESSES, *GOOD_ADDRESSES)], outside=outside))
        with register.asking() as connection:
            held = {item["source"].removeprefix(server): item["reason"] for item in quarantined(connection)}
        assert held == BAD_ADDRESSES
        assert {place for place in _twins(register, server) if place} == set(GOOD_ADDRESSES)
        assert digest_of(register) == rebuilt(register)


def test_what_was_attached_as_a_scan_leaves_the_quarantine_once_it_has_words(tmp_path: Path) -> None:
    file = tmp_path / "mail.eml"
    scan, text = a_page(picture=True), a_page(*wrapped(ENGLISH), picture=True)
    with a_register() as register:
        for page in (scan, text):
            attached = [("contract.pdf", "application/pdf", a_pdf([page]))]
            file.write_bytes(a_mail("The contract of the two cities is attached.", attached=attached))
            paths = [str(file)] if page is scan else [f"{file}!contract.pdf"]
            take_in(register, find(paths))
            with register.asking() as connection:
                waiting = [item["source"].rpartition("/")[2] for item in quarantined(connection)]
            assert waiting == (["mail.eml!contract.pdf"] if page is scan else [])


def test_texts_that_are_pasted_one_after_the_other_are_no_versions_of_each_other() -> None:
    with a_register() as register:
        said: list[str] = []
        for words in ("Wuxi and Lotus signed it on 2024-07-14.", "Ningbo and Lotus signed it on 2024-07-15."):
            take_in(register, find(["-"], outside=Outside(stdin=io.BytesIO(words.encode()))), said=said)
        assert said == ["", ""]
        assert len(listed(register, "documents")) == 2


def test_a_person_knows_better_in_which_language_a_text_is_and_that_holds() -> None:
    words = "Kazakhstan Temir Zholy, Rosatom: accord"

    def pasted(**given: str):
        return find(["-"], outside=Outside(stdin=io.BytesIO(words.encode())), given=Given(**given))

    with a_register() as register:
        for given in ({}, {"language": "en"}, {}):
            take_in(register, pasted(**given))
        assert [document["language"] for document in listed(register, "documents")] == ["en"]
        assert digest_of(register) == rebuilt(register)


def _twins(register, prefix: str) -> set[str]:
    """Return every place where a text stands; one text at two places is one document."""
    with register.reading() as connection:
        places = connection.exec_driver_sql("SELECT source FROM appearance").scalars()
        return {place.removeprefix(prefix) for place in places}


def test_a_file_that_was_mended_leaves_the_quarantine(tmp_path: Path) -> None:
    file = tmp_path / "news.txt"
    file.write_bytes(b"")
    with a_register() as register:
        take_in(register, find([str(file)]))
        with register.asking() as connection:
            assert [item["reason"] for item in quarantined(connection)] == ["empty"]
        file.write_text("Wuxi and CETC signed a framework agreement on 2024-07-14. They will build a base.", "utf-8")
        take_in(register, find([str(file)]))
        with register.asking() as connection:
            assert quarantined(connection) == []
            assert len(quarantined(connection, resolved=True)) == 1
