import errno
import io
import os

import pytest

from accord.model import Found, Refusal
from accord.sources import Outside, count, find, left_out
from accord.sources.refusals import refused_by_system
from tests.sources.broken import ENGLISH


def write(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{ENGLISH}\n{name}", encoding="utf-8")


def names(found, folder):
    sources = [one.appearance.source if isinstance(one, Found) else f"{one.source} {one.reason}" for one in found]
    return [source.removeprefix(folder.as_posix() + "/") for source in sources]


def test_a_folder_is_read_in_the_order_of_relative_paths(tmp_path):
    write(tmp_path, "b.txt", "a/c.txt", "a.txt", "a/b/d.txt", "a b.txt", "a-b.txt", "Z.txt", "新闻.txt")
    read = names(find([str(tmp_path)]), tmp_path)
    assert read == sorted(read)
    assert len(read) == count([str(tmp_path)]) == 8


def test_hidden_files_and_files_that_are_no_documents_are_left_out(tmp_path):
    write(tmp_path, "a.txt", ".b.txt", ".git/c.txt", "accord.db", "accord.db-wal", "gold.json", "map.PNG", "~$a.txt")
    assert names(find([str(tmp_path)]), tmp_path) == ["a.txt"]


def test_a_document_in_a_format_that_is_not_read_is_refused_and_not_left_out(tmp_path):
    write(tmp_path, "a.doc", "b.zip")
    assert names(find([str(tmp_path)]), tmp_path) == ["a.doc unsupported", "b.zip archive"]


def test_a_file_that_is_named_is_never_left_out(tmp_path):
    write(tmp_path, "gold.json", ".hidden.txt")
    found = find([str(tmp_path / "gold.json"), str(tmp_path / ".hidden.txt")])
    assert names(found, tmp_path) == ["gold.json unsupported", ".hidden.txt"]


def test_an_error_never_stops_the_rest(tmp_path):
    write(tmp_path, "a.txt")
    found = find([str(tmp_path / "missing.txt"), "a\0b", str(tmp_path / "a.txt")])
    assert [type(one) for one in found] == [Refusal, Refusal, Found]


def test_a_file_that_vanishes_while_the_folder_is_read_is_refused(tmp_path):
    write(tmp_path, "a.txt", "b.txt", "c.txt")
    found = find([str(tmp_path)])
    next(found)
    (tmp_path / "b.txt").unlink()
    assert names(found, tmp_path) == ["b.txt not_found", "c.txt"]


def test_a_folder_may_be_named_like_a_file(tmp_path):
    write(tmp_path, "x.txt/y.txt")
    assert names(find([str(tmp_path)]), tmp_path) == ["x.txt/y.txt"]


def test_links_to_folders_are_not_followed_and_are_told(tmp_path):
    write(tmp_path, "a/b.txt")
    try:
        (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    except OSError:
        pytest.skip("this system does not let us make links")
    assert names(find([str(tmp_path)]), tmp_path) == ["a/b.txt", "a/up linked_folder"]


def test_standard_input_is_read_up_to_the_limit():
    found = list(find(["-"], outside=Outside(stdin=io.BytesIO(ENGLISH.encode()))))
    assert [one.appearance.source for one in found] == ["-"]
    endless = io.BytesIO(b"word " * 1000)
    (refusal,) = find(["-"], outside=Outside(stdin=endless, max_bytes=1000))
    assert refusal.reason == "too_large"
    assert endless.tell() == 1001
    assert next(find(["-"])).reason == "no_input"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes are files on POSIX only")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert names(find([str(tmp_path)]), tmp_path) == ["pipe.txt not_a_file"]


@pytest.mark.skipif(os.name == "nt", reason="names are bytes on POSIX only")
def test_a_name_that_is_no_text_is_written_down_all_the_same(tmp_path):
    with open(os.fsencode(tmp_path) + b"/caf\xe9.txt", "wb") as file:
        file.write(ENGLISH.encode())
    (found,) = find([str(tmp_path)])
    assert found.appearance.source.endswith("/caf\\udce9.txt")


def test_the_systems_errors_have_reasons():
    errors = {
        errno.EACCES: "no_permission",
        errno.ENOENT: "not_found",
        errno.ELOOP: "link_loop",
        errno.EIO: "unreadable",
    }
    for number, reason in errors.items():
        refused = refused_by_system(OSError(number, os.strerror(number)))
        assert refused.reason == reason
        assert refused.advice


def test_files_that_hold_no_words_are_counted_by_their_ends(tmp_path):
    for name in ("photo.jpg", "scan.JPG", "style.css", "news.txt", ".hidden.jpg"):
        (tmp_path / name).write_text("x")
    assert left_out([str(tmp_path)]) == {".css": 1, ".jpg": 2}
