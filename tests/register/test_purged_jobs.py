"""A workbook on its way back quotes documents: with words that are erased for ever it goes, too."""

import json
from pathlib import Path

import sqlalchemy as sa

from accord.register import open_register
from accord.register.jobs import jobs
from accord.register.log.purging import forget_jobs

TEXT = "sha256:" + "ab" * 32
AT = "2026-11-22T09:00:00+00:00"


def test_a_job_that_quotes_erased_words_is_forgotten_with_what_it_made(tmp_path: Path) -> None:
    with open_register(str(tmp_path / "accord.db"), create=True) as register:
        with register.writing() as connection:
            for document, made in ((TEXT, "0000000000000001/a.xlsx"), ("sha256:cd", "0000000000000002/b.xlsx")):
                row = jobs.add_job(
                    connection, batch="", kind="ledger_back", name="a.xlsx", source=made, path=made.replace("/", "/in-"),
                    by="Wang", at=AT,
                )  # fmt: skip
                results = {"shown": {"changes": [{"quote": "erased", "source": document}]}, "made": (made, "a.xlsx")}
                done = sa.text("UPDATE job SET state = 'done', results = :results WHERE row = :row")
                connection.execute(done, {"results": json.dumps(results), "row": row})
            gone = forget_jobs(connection, TEXT)
        with register.asking() as asking:
            left = jobs.backs(asking)
    assert gone == ["0000000000000001/a.xlsx", "0000000000000001/in-a.xlsx"]
    assert [one.results["made"][0] for one in left] == ["0000000000000002/b.xlsx"]
