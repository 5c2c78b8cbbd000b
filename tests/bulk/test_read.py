"""Whole archives: the same bytes however many read and whoever dies, nothing lost, nothing twice."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import time

import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.bulk.glance import worth_reading
from accord.bulk.parts import rows_of
from accord.errors import ConfigError, NotFoundError, RefusedError
from accord.model import Found
from accord.sources import find
from accord.sources.archives import Article, document
from tests.bulk.archive_reader import FakeArchiveReader, make_newer, make_stillborn
from tests.bulk.worlds import an_archive, bytes_of, read, rows
from tests.sources.archives.made import a_page, a_response, a_zip, csv_of, gz, lines_of, parquet_of


def _kept(out) -> list[str]:
    return [
        row.found.appearance.source for part in sorted((out / "readings").glob("*.parquet")) for row in rows_of(part)
    ]


def _quarantined(out) -> list[tuple[str, str]]:
    lines = [json.loads(line) for line in (out / "quarantine.jsonl").read_text("utf-8").splitlines()]
    return [(line["source"].rpartition("!")[2], line["reason"]) for line in lines]


def test_what_tells_of_cooperation_is_kept_and_the_rest_is_counted(tmp_path):
    done = read(an_archive(tmp_path), tmp_path / "out")
    assert (done.done, done.failed, done.shards > 5) == (done.shards, 0, True)
    counts = done.counts
    assert (counts.articles, counts.kept, counts.irrelevant, counts.put_aside) == (400, 100, 60, 240)
    assert [int(source.rpartition("!")[2]) % 4 for source in _kept(tmp_path / "out")] == [1] * 100


def test_one_worker_and_many_give_the_same_bytes(tmp_path):
    archive = an_archive(tmp_path)
    for workers in (1, 3):
        read(archive, tmp_path / str(workers), workers=workers)
    assert bytes_of(tmp_path / "1") == bytes_of(tmp_path / "3")


def test_reading_again_reads_nothing_and_changes_nothing(tmp_path):
    archive = an_archive(tmp_path)
    read(archive, tmp_path / "out")
    before = bytes_of(tmp_path / "out")
    again = read(archive, tmp_path / "out")
    assert (again.read_now, again.counts.articles) == (0, 400)
    assert bytes_of(tmp_path / "out") == before


def test_a_worker_that_is_killed_once_loses_nothing(tmp_path):
    words = f"KILL-ONCE {tmp_path}/mark and here is an agreement of the two cities. Wuxi and Lotus signed a framework agreement."
    archive = an_archive(tmp_path, also={150: words})
    (tmp_path / "mark").touch()
    read(archive, tmp_path / "whole")
    (tmp_path / "mark").unlink()
    done = read(archive, tmp_path / "killed")
    assert (tmp_path / "mark").exists()
    assert done.failed == 0
    assert bytes_of(tmp_path / "killed") == bytes_of(tmp_path / "whole")


def test_an_article_that_ends_the_worker_is_passed_over_and_named(tmp_path):
    archive = an_archive(
        tmp_path,
        also={
            7: "There was a FATAL agreement of the two cities with the port.",
            8: "There was a POISON agreement of the two cities with the port.",
            300: "There was a FATAL agreement of the two cities with the port, too.",
        },
    )
    done = read(archive, tmp_path / "out")
    assert (done.failed, done.counts.articles, done.counts.kept) == (0, 400, 98)
    assert _quarantined(tmp_path / "out") == [("8", "killed"), ("9", "failed"), ("301", "killed")]


def test_an_article_that_never_ends_is_passed_over_and_named(tmp_path):
    done = read(
        an_archive(tmp_path, 40, also={7: "There was a STUCK agreement of the two cities with the port."}),
        tmp_path / "out",
        patience_s=3,
        workers=1,
    )
    assert done.counts.articles == 40
    assert _quarantined(tmp_path / "out") == [("8", "killed")]


def test_poisoned_articles_lose_no_other_and_are_named(tmp_path):
    made = [json.dumps(row).encode() for row in rows(2_000)]
    poisons = [
        b'{"text": "cut',
        b"\xff\xfe\x00",
        b'{"text": ""}',
        b"[]",
        b'{"words": "x"}',
        b'{"text": "There was a POISON agreement of the two cities with the port."}',
        b'{"text": 5}',
        b"null",
    ]
    for n in range(100):
        made[n * 20 + 3] = poisons[n % len(poisons)]
    (tmp_path / "news.jsonl").write_bytes(b"\n".join(made) + b"\n")
    done = read(tmp_path / "news.jsonl", tmp_path / "out")
    assert (done.counts.articles, done.counts.quarantined, done.failed) == (2_000, 100, 0)
    told = _quarantined(tmp_path / "out")
    assert [int(place) for place, _ in told] == [n * 20 + 4 for n in range(100)]
    assert {reason for _, reason in told} == {"bad_record", "empty", "columns", "failed"}
    assert done.counts.kept == sum(
        "signed" in row["text"] for number, row in enumerate(rows(2_000)) if number % 20 != 3
    )


_RUN = """
    import sys
    from pathlib import Path
    from tests.bulk.worlds import read
    if __name__ == "__main__":
        read(Path(sys.argv[1]), Path(sys.argv[2]), workers=2)
"""


def test_what_a_run_left_that_was_killed_while_it_wrote_is_gone_after_the_next(tmp_path):
    archive = an_archive(tmp_path, 60)
    read(archive, tmp_path / "whole")
    for name in ("shards/.000001.json.4711", "readings/.part-000001.parquet.4711", ".manifest.jsonl.4711"):
        file = tmp_path / "killed" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"{")
    read(archive, tmp_path / "killed")
    assert bytes_of(tmp_path / "killed") == bytes_of(tmp_path / "whole")


@pytest.mark.skipif(os.name == "nt", reason="kills the whole group of processes, as POSIX has them")
def test_a_run_that_is_killed_goes_on_where_it_was_and_gives_the_same_bytes(tmp_path):
    archive = an_archive(tmp_path, 6_000)
    script = tmp_path / "run.py"
    script.write_text(textwrap.dedent(_RUN))
    command = [sys.executable, str(script), str(archive), str(tmp_path / "killed")]
    run = subprocess.Popen(command, start_new_session=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
    shards = tmp_path / "killed" / "shards"
    until = time.monotonic() + 60
    while len(list(shards.glob("0*.json"))) < 5 and time.monotonic() < until and run.poll() is None:
        time.sleep(0.005)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    assert 5 <= len(list(shards.glob("0*.json"))) < 150
    went_on = read(archive, tmp_path / "killed")
    whole = read(archive, tmp_path / "whole")
    assert 0 < went_on.read_now < whole.read_now == 6_000
    assert bytes_of(tmp_path / "killed") == bytes_of(tmp_path / "whole")


def test_workers_that_cannot_begin_end_the_run_with_a_word(tmp_path):
    from accord.bulk.job import Job
    from accord.bulk.local import Work, run_here
    from accord.bulk.plan import inputs_at, plan_of

    archive = an_archive(tmp_path, 40)
    plan = plan_of(inputs_at([str(archive)])[0], Job((), 10**6, 10**6, "2026-01-01", {}))
    with pytest.raises(ConfigError, match="before they can begin"):
        run_here(Work(plan.job, plan.shards, str(tmp_path), make_stillborn, 2, 60), lambda number: None)


def test_a_folder_of_another_job_is_left_alone(tmp_path):
    archive, out = an_archive(tmp_path), tmp_path / "out"
    read(archive, out)
    for asked, why in (
        ({"shard_bytes": 9_000}, "other options"),
        ({"make": make_newer}, "another version"),
        ({"columns": (("text", "body"),)}, "other options"),
    ):
        with pytest.raises(ConfigError, match=why):
            read(archive, out, **asked)
    an_archive(tmp_path, 401)
    with pytest.raises(ConfigError, match="they have changed"):
        read(archive, out)


def test_an_input_that_is_none_is_told(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-")
    (tmp_path / "empty").mkdir()
    for path in ("a.pdf", "missing.jsonl", "empty"):
        with pytest.raises(NotFoundError, match=path):
            read(tmp_path / path, tmp_path / "out")


def test_a_shard_whose_archive_has_gone_fails_and_is_tried_again(tmp_path):
    archive, other = an_archive(tmp_path, 40), an_archive(tmp_path, 60, name="other.jsonl")
    kept = archive.read_bytes()
    read([archive, other], tmp_path / "whole")
    from accord.bulk.folder import Folder

    folder, out = Folder(str(tmp_path / "whole")), tmp_path / "whole"
    before = bytes_of(out)
    plan = folder.plan()
    archive.unlink()
    from accord.bulk.shard import read_shard

    assert read_shard(plan.job, plan.shards[0], folder, FakeArchiveReader()).state == "failed"
    archive.write_bytes(kept)
    again = read([archive, other], out)
    assert (again.failed, again.read_now > 0) == (0, True)
    assert bytes_of(out) == before


KINDS = {
    "news.jsonl": lines_of(rows(60)),
    "news.jsonl.gz": gz(lines_of(rows(60))),
    "news.csv": csv_of(rows(60)),
    "news.parquet": parquet_of(rows(60), group=7),
    "news.zip": a_zip({"a/news.jsonl": lines_of(rows(30)), "b.csv": csv_of(rows(30, first=30)), **{f"{n}.txt": b"rain" for n in range(9)}}),
    "news.warc.gz": gz(*(a_response(a_page("News", row["text"] * 3), f"https://example.org/{n}") for n, row in enumerate(rows(60)))),
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_of_archive_gives_the_readings_that_ingest_would_keep(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(KINDS[name])
    read(path, tmp_path / "out", shard_bytes=1_500)
    reader = FakeArchiveReader()
    wanted = [one for one in find([str(path)]) if isinstance(one, Found) and reader.may_tell(one.text.content)]
    wanted = [one for one in wanted if reader.read_if_relevant(one.text, one.appearance.published)]
    found = [row for part in sorted((tmp_path / "out" / "readings").glob("*")) for row in rows_of(part)]
    assert [row.found for row in found] == wanted
    assert [row.facts for row in found] == [reader.read(one.text, one.appearance.published) for one in wanted]
    assert len(found) == 15


def test_the_readings_are_parquet_that_other_programs_open(tmp_path):
    read(an_archive(tmp_path), tmp_path / "out")
    (first, *_) = sorted((tmp_path / "out" / "readings").glob("*.parquet"))
    table = pyarrow.parquet.read_table(first).to_pylist()
    reading = json.loads(table[0]["reading"])
    assert (reading["schema"], reading["document"]["id"]) == ("accord/reading/1", table[0]["id"])
    assert reading["agreements"]


WORDS = st.text(alphabet="aA signed\u00ad\u200b\u00a0\u3000合作签署\u0301\u2028<b>&;.\n", max_size=60)


@given(title=WORDS, words=WORDS)
@settings(max_examples=300, deadline=None)
def test_a_glance_sees_every_word_that_will_be_read(title, words):
    article = Article("1", words.encode(), "text/plain; charset=utf-8", title=title)
    seen = []
    worth_reading(article, lambda glanced: bool(seen.append(glanced)))
    try:
        read_words = document(article, source="x.jsonl").text.content
    except RefusedError:
        return  # it has no words
    assert seen == [read_words]


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("<p>They <b>sign</b>ed it.</p>", "a tag within a word"),
        ("<p>They\n   signed\n  it.</p>", "lines of the page's own"),
        ("<p>They &#115;igned it.</p>", "a character by its number"),
        (
            "<html><head><meta property='og:title' content='They signed it.'></head><body><p>Rain.</p>",
            "a title in the head",
        ),
        ("<p>It rained.</p><p>signed it.</p>", "a word at the beginning of a paragraph"),
    ],
)
def test_a_glance_at_a_page_sees_through_its_tags(page, why):
    article = Article("1", page.encode(), "text/html; charset=utf-8")
    assert worth_reading(article, lambda words: "signed it." in words)[0], why
    assert not worth_reading(Article("1", b"<script>signed it.</script><p>Rain", "text/html"), lambda w: "signed" in w)[
        0
    ]
