"""What was handed in is read once, whatever happens in between, and said to be read."""

import io
import os
from pathlib import Path

import pytest

from accord import identity
from accord.errors import DecisionError, NotFoundError
from accord.flows import Deciding
from accord.flows.drafts import Draft, Said, enter_signing, save_draft
from accord.flows.inbox import Inbox, inbox_of, plain_name
from accord.flows.jobs import begin, do_next, hand_in, hand_in_address, hand_in_again
from accord.flows.watching import due, look, watch
from accord.flows.works import Works
from accord.register import quarantined
from accord.register.jobs import jobs, watching
from tests.fakes.reader import FakeReader
from tests.register.worlds import CLOCK, a_register, listed

SIGNED = "Wuxi and CETC signed a framework agreement on 2024-07-14. Wuxi and CETC will build a base."
LATER = "2099-01-01T00:00:00+00:00"


def works_over(register, **more) -> Works:
    reader = FakeReader()
    plain = {"reader": lambda: reader, "identity": identity, "clock": lambda: CLOCK, "max_bytes": 100_000}
    return Works(register=register, inbox=inbox_of(register), **{**plain, **more})


def put(works: Works, name: str, content: str | bytes = SIGNED, **more) -> int:
    raw = content.encode() if isinstance(content, str) else content
    return hand_in(works, name, io.BytesIO(raw), batch="b", by="Wang", **more)


def run(works: Works) -> list[str | None]:
    begin(works.register)
    while do_next(works):
        pass
    with works.register.asking() as asking:
        return [one.outcome for one in jobs.jobs(asking, batch="b")]


def in_inbox(works: Works) -> list[str]:
    return sorted(path.name for path in works.inbox.folder.rglob("*") if path.is_file())


def test_ten_files_one_broken_are_nine_documents_and_one_in_quarantine() -> None:
    with a_register() as register:
        works = works_over(register)
        for number in range(9):
            put(works, f"{number}.txt", f"Wuxi and CETC signed a framework agreement on 2024-07-1{number}.")
        put(works, "broken.pdf", b"%PDF-1.7 nothing more")
        assert run(works) == ["new"] * 9 + ["refused"]
        assert len(listed(register, "documents")) == 9
        with register.asking() as asking:
            [held] = quarantined(asking)
        assert held["source"].startswith("upload/")
        assert held["source"].endswith("/broken.pdf")
        assert in_inbox(works) == ["broken.pdf"], "what was read leaves the inbox, what was not stays"


def test_the_same_file_twice_is_known_and_its_file_is_gone() -> None:
    with a_register() as register:
        works = works_over(register)
        put(works, "a.txt")
        put(works, "a.txt")
        assert run(works) == ["new", "known"]
        assert in_inbox(works) == []
        assert len(listed(register, "documents")) == 1


def test_a_job_that_was_begun_when_the_program_ended_goes_on() -> None:
    with a_register() as register:
        works = works_over(register)
        row = put(works, "a.txt")
        with register.writing() as connection:
            jobs.set_state(connection, row, "working")
        assert do_next(works) is None
        assert begin(register) == 1
        assert run(works) == ["new"]


def test_what_could_not_be_read_is_read_again_from_the_inbox() -> None:
    with a_register() as register:
        works = works_over(register)
        put(works, "a.pdf", b"%PDF-1.7 nothing more")
        run(works)
        [path] = works.inbox.folder.rglob("a.pdf")
        path.write_text(SIGNED)  # as if it could be read now
        assert hand_in_again(works, batch="b", by="Wang") == 1
        assert run(works) == ["refused", "new"]
        assert in_inbox(works) == []
        with register.asking() as asking:
            assert quarantined(asking) == []


def test_an_error_of_the_program_itself_stops_nothing() -> None:
    class Failing(FakeReader):
        def read(self, text, published):
            if "Ningbo" in text.content:
                raise ZeroDivisionError
            return super().read(text, published)

    with a_register() as register:
        reader = Failing()
        works = works_over(register, reader=lambda: reader)
        put(works, "a.txt", "Ningbo and Ganzhou signed a framework agreement.")
        put(works, "b.txt")
        assert run(works) == ["failed", "new"]
        assert in_inbox(works) == ["a.txt"]


def test_a_file_that_is_too_large_is_said_to_be_and_not_kept() -> None:
    with a_register() as register:
        works = works_over(register, max_bytes=10)
        put(works, "a.txt")
        assert run(works) == ["refused"]
        assert in_inbox(works) == []
        with register.asking() as asking:
            assert jobs.jobs(asking)[0].results[0]["reason"] == "too_large"


@pytest.mark.parametrize("address", [
    "file:///etc/passwd", "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/", "http://[::ffff:10.0.0.1]/", "http://localhost:8000/", "http://0.0.0.0/", "gopher://example.org/",
    "http://user:secret@example.org/", "http://example.org:22/", "http://192.168.1.1/", "http://10.0.0.1:8080/x", "/etc/passwd", "-", "C:\\\\secret.txt", "../up.txt",
])  # fmt: skip
def test_no_address_leads_into_our_own_network(address: str) -> None:
    with a_register() as register:
        works = works_over(register)
        hand_in_address(works, address, batch="b", by="Wang")
        assert run(works) == ["refused"]
        with register.asking() as asking:
            assert jobs.jobs(asking)[0].results[0]["reason"] in ("private_address", "bad_address", "unreachable")


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\..\\x.txt", "/abs/x.txt", "a\0b.txt", "...", "", "x" * 400 + ".txt", "签" * 200]
)
def test_a_name_leads_nowhere_but_into_the_inbox(name: str, tmp_path: Path) -> None:
    inbox = Inbox(tmp_path / "inbox")
    kept = inbox.keep(name, io.BytesIO(b"words"), max_bytes=100)
    place = inbox.place(kept.path).resolve()
    assert place.read_bytes() == b"words"
    assert place.is_relative_to((tmp_path / "inbox").resolve())
    assert len(kept.name.encode()) <= 130
    assert plain_name(kept.name) == kept.name


@pytest.mark.parametrize("path", ["../x", "0123456789abcdef/../../x", "/etc/passwd", "x", "0123456789abcdef/a/b", ""])
def test_no_path_but_one_of_the_inbox_is_opened(path: str, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        Inbox(tmp_path).place(path)


def test_a_watched_folder_is_read_once_and_again_what_changed(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(SIGNED)
    with a_register() as register:
        works = works_over(register)
        watch(works, str(folder), every=30, by="Wang")

        def look_now(now_s: float = 1e12) -> dict[str, int]:
            with register.asking() as asking:
                [place] = watching.all_watched(asking)
            return look(works, place, now_s=now_s)

        assert look_now(now_s=os.stat(folder / "a.txt").st_mtime) == {}, "it may be half written"
        assert look_now() == {"new": 1}
        assert look_now() == {}
        (folder / "a.txt").write_text(SIGNED + " Ningbo and Ganzhou signed a framework agreement.")
        assert look_now() == {"new": 1}
        with register.asking() as asking:
            [place] = watching.all_watched(asking)
            assert (place.total, place.trouble) == (2, None)
            assert due([place], CLOCK) == []
            assert due([place], LATER) == [place]
        (folder / "a.txt").unlink()
        folder.rmdir()
        look_now()
        with register.asking() as asking:
            assert "not there" in (watching.all_watched(asking)[0].trouble or "")


def test_only_a_folder_that_is_there_is_watched_and_once(tmp_path: Path) -> None:
    with a_register() as register:
        works = works_over(register)
        for place, every in ((str(tmp_path / "none"), 30), (str(tmp_path), 1), ("ftp://example.org/x", 30)):
            with pytest.raises(DecisionError):
                watch(works, place, every=every, by="Wang")
        watch(works, str(tmp_path), every=30, by="Wang")
        with pytest.raises(DecisionError, match="already"):
            watch(works, str(tmp_path), every=30, by="Wang")


def drafted(works: Works, text: str = SIGNED) -> Draft:
    import msgspec

    row = put(works, "pasted.txt", text, draft={"source": "pasted by Wang on 2026-07-01", "media": "text/plain"})
    do_next(works)
    with works.register.asking() as asking:
        return msgspec.convert(jobs.job_at(asking, row).results, Draft)


def test_a_draft_is_not_in_the_register_before_it_is_saved() -> None:
    with a_register() as register:
        works = works_over(register)
        draft = drafted(works)
        assert listed(register, "documents") == []
        deciding = Deciding(register, identity, "Wang", lambda: CLOCK)
        [read] = draft.facts.agreements
        amount = {"value": "320000000", "currency": "CNY"}
        saved = save_draft(works, deciding, draft, [Said(read.id, {"amount": amount})], [])
        [agreement] = listed(register, "agreements")
        assert (agreement["id"], agreement["amount"], agreement["date"]) == (
            saved.agreements[0],
            "320000000",
            "2024-07-14",
        )
        assert [one.decision.field for one in saved.decisions] == ["amount"]
        assert listed(register, "documents")[0]["source"] == "pasted by Wang on 2026-07-01"


def test_what_the_text_does_not_say_after_all_is_rejected_and_what_it_says_is_added() -> None:
    with a_register() as register:
        works = works_over(register)
        draft = drafted(works, SIGNED + " Ningbo Port joins.")
        [read], [promised] = draft.facts.agreements, draft.facts.commitments
        start = draft.found.text.content.index("Ningbo")
        more = Said("", {"kind": "memorandum", "parties": ["Ningbo", "Ganzhou"]}, words=(start, start + 18))
        deciding = Deciding(register, identity, "Wang", lambda: CLOCK)
        save_draft(works, deciding, draft, [Said(read.id, {}, left_out=True), more], [promised.id])
        assert [one["kind"] for one in listed(register, "agreements")] == ["memorandum"]
        assert listed(register, "commitments") == []


def test_a_signing_without_any_text_is_an_entry_of_its_own() -> None:
    with a_register() as register:
        deciding = Deciding(register, identity, "Wang", lambda: CLOCK)
        made = enter_signing(deciding, {"kind": "framework", "parties": ["Wuxi", "CETC"], "date": "2024-07-14"})
        assert [one["id"] for one in listed(register, "agreements")] == [made]
