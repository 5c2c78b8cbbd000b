"""The archives that are read to measure: of the kinds and numbers that are asked for, the same everywhere."""

import json

from bench.archive import Mix, article, write_archive
from bench.crawled import page_of, write_crawl

from accord.sources.archives import Article, Wanted, archive_named


def test_of_10_000_numbers_each_kind_has_as_many_as_the_mix_says():
    mix = Mix(relevant=100, near=800)
    kinds = [mix.kind(number) for number in range(10_000)]
    assert (kinds.count("relevant"), kinds.count("near"), kinds.count("far")) == (100, 800, 9_100)


def test_parts_of_an_archive_hold_together_what_the_whole_holds(tmp_path):
    write_archive(tmp_path / "whole", range(40), Mix())
    parts = [tmp_path / str(part) for part in range(4)]
    for first, part in enumerate(parts):
        write_archive(part, range(first, 40, 4), Mix())
    lines = [line for part in parts for line in part.read_text("utf-8").splitlines()]
    assert sorted(lines) == sorted((tmp_path / "whole").read_text("utf-8").splitlines())


def test_a_crawl_holds_the_page_of_each_article(tmp_path):
    path = tmp_path / "crawl.warc.gz"
    size = write_crawl(path, range(6), Mix())
    archive = archive_named(str(path))
    assert archive is not None
    with path.open("rb") as file:
        found = list(archive.articles(file, Wanted()))
    assert [one.raw for one in found if isinstance(one, Article)] == [page_of(n, Mix()) for n in range(6)]
    assert 30_000 < size / 6 < 60_000
    assert json.dumps(article(3, "far")["title"], ensure_ascii=False).strip('"') in page_of(3, Mix(near=0)).decode()
