"""`accord report` writes a period as a workbook or a paper, and refuses what is no period."""

import io

import docx
import openpyxl

from tests.cli.town import Town


def test_a_report_is_written_by_how_the_file_is_called(settled: Town) -> None:
    book, paper = settled.folder / "report.xlsx", settled.folder / "report.docx"
    assert settled.run("report", "--period", "2024-07", "--out", book, "--language", "zh").exit_code == 0
    assert settled.run("report", "--period", "2024", "--by", "partner", "--out", paper).exit_code == 0
    assert openpyxl.load_workbook(book).sheetnames == ["指标", "明细", "统计口径", "逾期与无消息", "日期不详"]
    heads = [
        one.text for one in docx.Document(io.BytesIO(paper.read_bytes())).paragraphs if one.style.name == "Heading 1"
    ]
    assert "By partner" in heads
    assert "By sector" not in heads


def test_without_a_file_it_is_printed(settled: Town) -> None:
    told = settled.run("report", "--period", "2024")
    assert told.exit_code == 0, told.stderr
    assert "Agreements signed: **2**" in told.stdout


def test_what_is_no_period_is_refused(settled: Town) -> None:
    for period in ("2024-13", "2024-Q5", "--07-14", "last month"):
        told = settled.run("report", f"--period={period}")
        assert told.exit_code != 0
        assert "write a month, a quarter or a year" in told.stderr
