"""What archives of articles hold, of each kind, whole and broken."""

import gzip
import os
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.model import Found, Refusal
from accord.sources import Given, Outside, find
from accord.sources.archives import Wanted, archive_of
from tests.sources.archives.made import (
    ARTICLES,
    a_page,
    a_record,
    a_response,
    a_zip,
    articles_of,
    csv_of,
    gz,
    lines_of,
    parquet_of,
)

URLS = [row["url"] for row in ARTICLES]
PAGES = [a_response(a_page(row["title"], row["text"] * 9), row["url"]) for row in ARTICLES]
INFO = a_record(b"software: ours\r\n", kind="warcinfo", media="application/warc-fields")
KINDS = {
    "news.jsonl": lines_of(ARTICLES),
    "news.jsonl.gz": gz(lines_of(ARTICLES)),
    "news.csv": csv_of(ARTICLES),
    "semicolons.csv": csv_of(ARTICLES, part=";"),
    "chinese.csv": csv_of(ARTICLES, encoding="gb18030"),
    "marked.csv": csv_of(ARTICLES, encoding="utf-8-sig"),
    "sixteen.tsv": csv_of(ARTICLES, part="\t", encoding="utf-16"),
    "news.csv.gz": gz(csv_of(ARTICLES)),
    "news.parquet": parquet_of(ARTICLES),
    "news.warc": INFO + b"".join(PAGES),
    "news.warc.gz": gz(INFO, *PAGES),
    "one_member.warc.gz": gz(INFO + b"".join(PAGES)),
    "words.warc.wet.gz": gz(
        *(a_record((r["title"] + "\n" + r["text"]).encode(), kind="conversion", media="text/plain", url=r["url"]) for r in ARTICLES)
    ),
}  # fmt: skip


def _found(path: Path, **asked) -> list[Found | Refusal]:
    return list(find([str(path)], **asked))


def _write(folder: Path, name: str, raw: bytes) -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


def _sources(found: list[Found | Refusal]) -> list[str]:
    return [one.appearance.source if isinstance(one, Found) else one.reason for one in found]


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_gives_its_articles_with_title_words_and_address(tmp_path, name):
    found = _found(_write(tmp_path, name, KINDS[name]))
    assert _sources(found) == URLS
    for one, row in zip(found, ARTICLES, strict=True):
        assert isinstance(one, Found)
        assert one.text.content.startswith(row["title"])
        assert row["text"] in one.text.content


@pytest.mark.parametrize("name", [name for name in KINDS if "warc" not in name])
def test_a_table_says_day_and_publisher(tmp_path, name):
    for one, row in zip(_found(_write(tmp_path, name, KINDS[name])), ARTICLES, strict=True):
        assert isinstance(one, Found)
        assert (one.appearance.published, one.appearance.publisher) == (row["date"][:10], "example.org")


def test_a_web_archive_says_when_a_page_was_fetched(tmp_path):
    first, *_ = _found(_write(tmp_path, "news.warc.gz", KINDS["news.warc.gz"]))
    assert isinstance(first, Found)
    assert first.appearance.retrieved == "2024-07-20T00:00:00Z"


def test_the_same_article_is_the_same_text_in_every_kind_of_table(tmp_path):
    tables = [name for name in KINDS if "warc" not in name]
    ids = {
        name: [one.text.id for one in _found(_write(tmp_path, name, KINDS[name])) if isinstance(one, Found)]
        for name in tables
    }
    assert len({tuple(one) for one in ids.values()}) == 1


def test_an_article_without_an_address_goes_by_its_place(tmp_path):
    rows = [{"text": row["text"]} for row in ARTICLES]
    path = _write(tmp_path, "news.jsonl", lines_of(rows))
    assert [source.rpartition("/")[2] for source in _sources(_found(path))] == [
        "news.jsonl!1",
        "news.jsonl!2",
        "news.jsonl!3",
    ]
    only = _found(Path(f"{path}!2"))
    assert [one.text.content for one in only if isinstance(one, Found)] == [ARTICLES[1]["text"]]
    assert [one.reason for one in _found(Path(f"{path}!9")) if isinstance(one, Refusal)] == ["not_found"]


def test_columns_go_by_what_a_person_says_of_them(tmp_path):
    rows = [{"text": "an excerpt", "meta": {"day": "20240714"}, "Wortlaut": row["text"]} for row in ARTICLES]
    said = Given(columns=(("text", "Wortlaut"), ("published", "meta.day")))
    for name, raw in (("news.jsonl", lines_of(rows)), ("news.parquet", parquet_of(rows))):
        found = _found(_write(tmp_path, name, raw), given=said)
        assert [one.appearance.published for one in found if isinstance(one, Found)] == ["2024-07-14"] * 3
        assert ARTICLES[0]["text"] in found[0].text.content


def test_the_day_of_a_crawl_is_no_day_of_publication(tmp_path):
    rows = [{"text": ARTICLES[0]["text"], "dump": "CC-MAIN-2024-10", "date": "2024-02-20T01:02:03Z"}]
    (one,) = _found(_write(tmp_path, "crawl.jsonl", lines_of(rows)))
    assert isinstance(one, Found)
    assert (one.appearance.published, one.appearance.retrieved) == (None, "2024-02-20T01:02:03Z")


BROKEN_LINES = (
    lines_of(ARTICLES[:1])
    + b'{"text": "cut\n'
    + b"[1]\n\n"
    + b'{"text": ""}\n'
    + b'{"a": 1}\n'
    + b'{"text": "'
    + b"x" * 999
    + b'"}\n'
)


def test_a_broken_line_is_told_with_its_number_and_the_rest_is_read(tmp_path):
    path = _write(tmp_path, "news.jsonl", BROKEN_LINES + lines_of(ARTICLES[1:]))
    told = articles_of(path, max_bytes=600)
    assert [(place, one) for place, one in told if isinstance(one, str)] == [
        ("2", "bad_record"), ("3", "bad_record"), ("5", "empty"), ("6", "columns"), ("7", "too_large"),
    ]  # fmt: skip
    assert [place for place, one in told if isinstance(one, bytes)] == ["1", "8", "9"]


def test_a_table_without_words_says_which_columns_it_has(tmp_path):
    for name, raw in (("a.csv", b"id,price\n1,2\n"), ("a.parquet", parquet_of([{"id": 1, "price": 2}]))):
        (one,) = _found(_write(tmp_path, name, raw))
        assert isinstance(one, Refusal)
        assert (one.reason, "id, price" in one.message) == ("columns", True)


def test_a_record_that_is_cut_is_told_and_what_came_before_is_read(tmp_path):
    for name, keep in (("news.warc", 60), ("news.warc.gz", 20), ("news.jsonl.gz", 20)):
        found = _found(_write(tmp_path, name, KINDS[name][:-keep]))
        assert _sources(found)[-1] == "cut_off", name
    assert _sources(_found(tmp_path / "news.warc.gz")) == [*URLS[:2], "cut_off"]


def test_what_comes_after_a_damaged_record_is_read(tmp_path):
    middle = bytearray(gz(PAGES[1]))
    middle[40:60] = bytes(20)
    found = _found(_write(tmp_path, "news.warc.gz", gz(PAGES[0]) + bytes(middle) + gz(PAGES[2])))
    assert _sources(found) == [URLS[0], "bad_record", URLS[2]]
    assert str(len(gz(PAGES[0]))) == found[1].source.rpartition("!")[2]


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (PAGES[1].replace(b"Content-Length: ", b"Content-Length: 9"), "it says that it is longer than it is"),
        (PAGES[1][: len(PAGES[1]) // 2] + b"\r\n\r\n", "it was cut before the next was written"),
        (PAGES[1].replace(b"Content-Length", b"Content-Width"), "it does not say how long it is"),
        (b"nonsense\r\n\r\n", "it is none"),
    ],
)
def test_a_record_that_is_not_as_long_as_it_says_hides_no_other(tmp_path, record, why):
    for name, raw in (("a.warc", PAGES[0] + record + PAGES[2]), ("a.warc.gz", gz(PAGES[0], record, PAGES[2]))):
        sources = _sources(_found(_write(tmp_path, name, raw)))
        assert (sources[0], sources[-1], len(sources)) == (URLS[0], URLS[2], 3), (name, why)
        assert sources[1] in {"bad_record", "cut_off"}, (name, why)


def test_what_is_no_page_is_no_article(tmp_path):
    others = [
        a_response("gone", "https://example.org/4", status="404 Not Found"),
        a_response("x", "https://example.org/5.png", media="image/png"),
        a_record(b"GET / HTTP/1.1\r\n\r\n", kind="request", media="application/http; msgtype=request"),
    ]
    assert _sources(_found(_write(tmp_path, "a.warc.gz", gz(*others, PAGES[0])))) == [URLS[0]]


def test_a_page_that_was_sent_packed_is_unpacked_and_bounded(tmp_path):
    packed = a_response(a_page(ARTICLES[0]["title"], ARTICLES[0]["text"]), URLS[0], packed=True)
    bomb = a_response("x" * 5_000_000, URLS[1], packed=True)
    path = _write(tmp_path, "a.warc.gz", gz(packed, bomb, PAGES[2]))
    assert _sources(_found(path, outside=Outside(max_bytes=1_000_000))) == [URLS[0], "too_large", URLS[2]]


def test_a_zip_file_holds_documents_and_archives(tmp_path):
    inner = {"a/one.html": a_page("Towns sign", ARTICLES[0]["text"] * 5).encode(), "news.jsonl": lines_of(ARTICLES), "__MACOSX/x.txt": b"x",
             "pages.warc.gz": gz(*PAGES), "logo.png": b"\x89PNG", "again.zip": a_zip({"a.txt": b"words"}), "t.csv": csv_of(ARTICLES), "p.parquet": parquet_of(ARTICLES)}  # fmt: skip
    found = _found(_write(tmp_path, "all.zip", a_zip(inner)))
    assert sorted(_sources(found)) == sorted([*URLS * 4, "nested_archive", f"{tmp_path.as_posix()}/all.zip!a/one.html"])


def test_a_zip_file_that_unpacks_to_more_than_it_may_is_refused_and_the_rest_is_read(tmp_path):
    bomb = a_zip(
        {"a.txt": ARTICLES[0]["text"].encode(), "b.jsonl": b"0" * 400_000_000, "c.txt": ARTICLES[2]["text"].encode()}
    )
    assert [s.rpartition("!")[2] for s in _sources(_found(_write(tmp_path, "a.zip", bomb)))] == [
        "a.txt",
        "zip_bomb",
        "c.txt",
    ]


def test_a_member_that_only_a_password_opens_is_refused(tmp_path):
    raw = bytearray(a_zip({"a.txt": b"words " * 50}))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(sign) + at] |= 1
    assert _sources(_found(_write(tmp_path, "a.zip", bytes(raw)))) == ["encrypted"]


def test_tables_that_lie_in_a_folder_are_passed_over_and_web_archives_are_read(tmp_path):
    for name in ("news.csv", "news.jsonl", "news.warc.gz"):
        _write(tmp_path, name, KINDS[name])
    _write(tmp_path, "packed.csv.gz", KINDS["news.csv.gz"])
    assert _sources(_found(tmp_path)) == [*URLS, "archive"]


@pytest.mark.parametrize(
    "name", ["news.jsonl", "news.parquet", "news.warc", "news.warc.gz", "one_member.warc.gz", "all.zip", "news.csv"]
)
@given(size=st.integers(1, 3_000))
@settings(max_examples=40, deadline=None)
def test_stretches_hold_each_article_once_with_its_place(tmp_path_factory, name, size):
    raw = KINDS.get(name) or a_zip({f"{n}.jsonl": lines_of(ARTICLES[n:]) for n in range(3)})
    path = _write(tmp_path_factory.mktemp("cut"), name, raw)
    with path.open("rb") as file:
        archive = archive_of(name, file)
        whole = list(archive.articles(file, Wanted()))
        file.seek(0)
        stretches = list(archive.cut(file, size))
        parts = []
        for stretch in stretches:
            file.seek(0)
            parts += archive.articles(file, Wanted(stretch=stretch))
    assert [(one.place, one.raw) for one in parts] == [(one.place, one.raw) for one in whole]
    assert stretches[0].start == 0


@pytest.mark.parametrize(
    "name", ["news.jsonl", "news.jsonl.gz", "news.csv", "news.parquet", "news.warc", "news.warc.gz", "a.zip"]
)
def test_no_damage_ends_the_program_or_takes_more_than_its_own_record(tmp_path, name):
    raw = KINDS.get(name) or a_zip({"news.jsonl": lines_of(ARTICLES), "a.txt": b"words of a text"})
    draw = random.Random(name)
    for number in range(60):
        broken = bytearray(raw)
        for _ in range(draw.randint(1, 4)):
            at = draw.randrange(len(broken))
            broken[at : at + draw.randint(0, 8)] = draw.randbytes(draw.randint(0, 8))
        found = _found(_write(tmp_path, f"{number}-{name}", bytes(broken)))
        assert all(isinstance(one, Found | Refusal) for one in found)
        if name in ("news.warc.gz", "news.warc", "news.jsonl"):
            assert found, "a damaged archive is told of"


def test_a_line_without_an_end_is_read_in_bounded_memory(tmp_path):
    import tracemalloc

    path = tmp_path / "long.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(60):
            file.write(b"x" * 1_000_000)
        file.write(b"\n" + lines_of(ARTICLES[:1]))
    tracemalloc.start()
    told = articles_of(path, max_bytes=100_000)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [place for place, _ in told] == ["1", "2"]
    assert most < 8_000_000


def test_an_archive_that_cannot_be_opened_is_refused(tmp_path):
    for name, raw in (
        ("a.parquet", b"PAR1 nothing"),
        ("a.zip", b"PK\x03\x04 nothing"),
        ("a.warc", b"WARC/1.0 nothing"),
    ):
        found = _found(_write(tmp_path, name, raw))
        assert [one.reason for one in found if isinstance(one, Refusal)] in (["damaged"], ["cut_off"]), name
    if os.name == "posix" and os.geteuid():
        path = _write(tmp_path, "b.warc", PAGES[0])
        path.chmod(0)
        assert _sources(_found(path)) == ["no_permission"]
