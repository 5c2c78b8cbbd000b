"""A folder of broken inputs: each is read or quarantined with a reason, and every good file is in the register."""

from pathlib import Path

from accord.register import quarantined
from accord.sources import find
from tests.register.worlds import a_register, digest_of, listed, rebuilt, take_in
from tests.sources.broken import write_broken_folder


def test_what_is_broken_is_kept_in_quarantine_and_all_else_is_in_the_register(tmp_path: Path) -> None:
    expected = write_broken_folder(tmp_path)
    refused = {name: reason for name, reason in expected.items() if reason}
    assert (len(expected), len(refused)) >= (29, 15)
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
