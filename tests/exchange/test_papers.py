"""A paper becomes a file that other programs open, says the same in each, and fits the pages that it says it takes."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.exchange.docx_file import write_docx
from accord.exchange.markdown_file import write_markdown
from accord.exchange.paper import Line, Paper, Part, Points, Run, Table, cut, ems, pages
from accord.exchange.papers import PAPERS

OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")


def a_line(words: str) -> Line:
    return (Run(words),)


def a_paper(*blocks: Line | Points | Table, language: str = "zh") -> Paper:
    return Paper(language, "会前简报：A & B", "截至 2026-11-22", (Part("协议 <1>", blocks),), "accord", "2026-11-22")


def a_table(rows: int, words: str) -> Table:
    return Table(
        ("日期", "内容"), (20, 80), tuple((a_line("2024-07-14"), a_line(f"{words} {at}")) for at in range(rows))
    )


def written(paper: Paper, ending: str) -> bytes:
    held = io.BytesIO()
    PAPERS[ending](paper, held)
    return held.getvalue()


def test_the_same_paper_gives_the_same_bytes_in_every_form() -> None:
    paper = a_paper(a_table(3, "共建产业基地"), Points((a_line("one"),)))
    assert all(written(paper, ending) == written(paper, ending) for ending in PAPERS)


def test_a_docx_holds_every_word_and_says_which_font_is_for_chinese() -> None:
    paper = a_paper(a_table(2, "共建产业基地"), Points((a_line("第一"), a_line("第二")), numbered=True), a_line("完"))
    read = docx.Document(io.BytesIO(written(paper, ".docx")))
    assert [one.text for one in read.paragraphs if one.text] == [
        "会前简报：A & B",
        "截至 2026-11-22",
        "协议 <1>",
        "[1] 第一",
        "[2] 第二",
        "完",
    ]
    assert [[cell.text for cell in row.cells] for row in read.tables[0].rows][1] == ["2024-07-14", "共建产业基地 0"]
    assert 'w:eastAsia="Microsoft YaHei"' in read.styles["Normal"].element.xml
    assert "tblHeader" in read.tables[0].rows[0]._tr.xml
    assert "NUMPAGES" in read.sections[0].footer._element.xml


def test_nothing_in_a_docx_is_the_time_at_which_it_was_written() -> None:
    package = zipfile.ZipFile(io.BytesIO(written(a_paper(a_line("a")), ".docx")))
    assert {part.date_time[0] for part in package.infolist()} == {1980}
    assert b"2026-11-22T00:00:00Z" in package.read("docProps/core.xml")


def test_signs_of_the_format_are_words_in_the_paper() -> None:
    paper = a_paper(a_line("<script>alert(1)</script> | *x*"), (Run("x", link="javascript:alert(1)"),))
    page = written(paper, ".html").decode()
    assert "<script" not in page
    assert "javascript" not in page
    assert r"\<script\>alert(1)\</script\> \| \*x\*" in written(paper, ".md").decode()


def test_characters_that_no_file_may_hold_are_left_out() -> None:
    assert "ab" in docx.Document(io.BytesIO(written(a_paper(a_line("a\x00\x0bb")), ".docx"))).paragraphs[-1].text


@given(st.text(alphabet="abc 协议，,\n", max_size=60), st.integers(2, 30))
def test_cut_words_are_no_wider_than_asked_and_begin_as_they_began(words: str, most: int) -> None:
    made = cut(words, most)
    assert ems(made) <= most
    assert " ".join(words.split()).startswith(made.rstrip("…"))


@pytest.mark.slow
@needs_office
@pytest.mark.parametrize(
    "words",
    ["共建产业基地，推动集成电路产业发展，" * 4, "They will build a base at the lake, and train engineers. " * 3],
)
def test_a_paper_takes_no_more_pages_than_estimated(words: str, tmp_path: Path) -> None:
    for rows in (12, 24):
        paper = a_paper(a_table(rows, words))
        (tmp_path / "paper.docx").write_bytes(written(paper, ".docx"))
        subprocess.run(
            [str(OFFICE), f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf", "paper.docx"],
            cwd=tmp_path, check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        printed = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
        assert len(printed) <= -(-pages(paper) // 1)


def test_the_writer_of_docx_is_the_one_of_its_ending() -> None:
    assert PAPERS[".docx"] is write_docx


def test_in_markdown_strong_words_are_strong_also_with_spaces_at_their_ends() -> None:
    to = io.BytesIO()
    write_markdown(a_paper((Run("Both sides: ", strong=True), Run("“it is built”"), Run(" · 3.3%", strong=True))), to)
    assert "**Both sides:** “it is built” **· 3.3%**" in to.getvalue().decode()
