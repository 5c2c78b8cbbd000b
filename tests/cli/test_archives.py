"""Archives of articles on the command line."""

from tests.cli.town import Town
from tests.sources.archives.made import lines_of as json_lines

ROWS = [
    {"story": "Wuxi and Lotus signed a framework agreement.", "day": "2024-07-14"},
    {"story": ""},
    {"story": "Lotus and Ningbo signed a cooperation agreement.", "day": "2024-08-02"},
]


def test_a_table_of_articles_is_brought_in_with_columns_as_said(tmp_path):
    town = Town(tmp_path)
    (tmp_path / "news.jsonl").write_bytes(json_lines(ROWS))
    done = town.run("ingest", tmp_path / "news.jsonl", "--columns", "text=story,published=day")
    assert (done.exit_code, "2 new" in done.output, "1 refused" in done.output) == (3, True, True)
    assert sorted(one["date"] for one in town.listed("agreements")) == ["2024-07-14", "2024-08-02"]
    assert "news.jsonl!2" in town.run("quarantine").output


def test_an_article_of_an_archive_is_tried_again_by_its_place(tmp_path):
    town = Town(tmp_path)
    (tmp_path / "news.jsonl").write_bytes(json_lines([{"text": ""}, {"text": ROWS[0]["story"]}]))
    town.run("ingest", tmp_path / "news.jsonl")
    (tmp_path / "news.jsonl").write_bytes(json_lines([{"text": ROWS[2]["story"]}, {"text": ROWS[0]["story"]}]))
    assert "1 new" in town.run("quarantine", "retry").output


def test_what_could_not_be_read_leaves_quarantine_when_it_can_also_where_it_has_an_address(tmp_path):
    town = Town(tmp_path)
    for words, waiting in (("", 1), (ROWS[0]["story"], 0)):
        (tmp_path / "news.jsonl").write_bytes(json_lines([{"text": words, "url": "https://example.org/1"}]))
        town.run("ingest", tmp_path / "news.jsonl")
        assert town.json("quarantine")["total"] == waiting
    assert [one["source"] for one in town.listed("documents")] == ["https://example.org/1"]


def test_columns_that_mean_nothing_are_refused(tmp_path):
    town = Town(tmp_path)
    for said in ("words=story", "text", "text="):
        done = town.run("ingest", tmp_path / "news.jsonl", "--columns", said)
        assert (done.exit_code, "write text=NAME" in done.output) == (2, True)
