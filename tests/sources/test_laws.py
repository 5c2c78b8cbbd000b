"""Laws of the room: whatever comes in, a document or a refusal comes out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.errors import RefusedError
from accord.model import Found, Refusal, text_id
from accord.sources import normalise, read_bytes
from accord.sources.read import read_each
from tests.sources.broken import ENGLISH, SIMPLIFIED
from tests.sources.papers import a_docx, a_mail, a_page, a_paragraph, a_pdf, wrapped

DOCX = a_docx(a_paragraph("The city of Eastport and the city of Westhaven signed a contract."), title="Contract")
MAIL = a_mail(ENGLISH, html="<p>They signed it.</p>", attached=[("a.docx", "application/octet-stream", DOCX)])
PDF = a_pdf([a_page(*wrapped(ENGLISH))], info={"Title": "Contract"})

NAMES = ("a.txt", "a.md", "a.html", "a", "-", "https://example.org/a.htm?b=.pdf", "a.pdf", "a.docx", "a.eml", "a.mht")
PIECES = (
    "<p>", "</p>", "<div class=nav>", "<!--", "-->", "<script>", "</script>", "<a href='", '"', "&#99999999999;", "&amp;",
    "<title>", "<table><tr><td>", "<br>", "<html>", "<meta name=date content=2020-13-45>", "# ", "**", "[a](", "---\n", "| - |",
    "Published: 2020-99-99\n", "发布时间：0000-00-00", "签署", "\x00", "\ud800", "é", "\u0301", " ", "\n", "word ",
)  # fmt: skip
markup = st.lists(st.sampled_from(PIECES), max_size=40).map(
    lambda pieces: "".join(pieces).encode("utf-8", "surrogatepass")
)
HEADS = (
    b"Subject: a\n", b"From: <a@b>\n", b"Date: Mon, 99 Jul 2024\n", b"Content-Type: multipart/mixed; boundary=x\n", b"\n", b"--x\n",
    b"--x--\n", b"Content-Type: message/rfc822\n", b"Content-Transfer-Encoding: base64\n", b"Content-Type: text/html; charset=\xff\n",
    b"Content-Disposition: attachment; filename*=x''%ff\n", b"Subject: =?gbk?B?/w==?=\n", b"words\n", b"\xff\xfe", b"\0",
)  # fmt: skip
mails = st.lists(st.sampled_from(HEADS), max_size=30).map(b"".join)
WORD = (
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>words</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>",
    "<w:del>", "</w:del>", "<w:br/>", "<w:vanish/>", '<w:numId w:val="3"/>', '<w:footnoteReference w:id="1"/>', "&amp;", "&x;",
)  # fmt: skip
word_files = st.lists(st.sampled_from(WORD), max_size=30).map(lambda pieces: a_docx("".join(pieces)))
raw = st.one_of(
    mails,
    word_files,
    st.binary(max_size=400),
    markup,
    st.text(max_size=200).map(lambda text: text.encode("gb18030", "replace")),
)


@settings(max_examples=500, deadline=None)
@given(raw, st.sampled_from(NAMES), st.sampled_from((None, "text/html; charset=gbk", "text/markdown", "x")))
def test_any_bytes_are_a_document_or_a_refusal(raw, name, media):
    try:
        found = read_bytes(raw, source=name, media=media)
    except RefusedError:
        return
    assert normalise(found.text.content) == found.text.content
    assert found.text.id == found.appearance.text == text_id(found.text.content)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from((DOCX, MAIL)), st.data())
def test_a_file_with_any_bytes_changed_or_lost_is_a_document_or_a_refusal(whole, data):
    at = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(at, len(whole)))
    damaged = whole[:at] + data.draw(st.binary(max_size=8)) + whole[end:]
    for one in read_each(damaged, source="a.docx" if whole is DOCX else "a.eml"):
        assert isinstance(one, (Found, Refusal))


@settings(max_examples=12, deadline=None)  # each starts a process
@given(st.data())
def test_a_pdf_with_any_bytes_changed_is_a_document_or_a_refusal(data):
    at = data.draw(st.integers(0, len(PDF) - 1))
    damaged = PDF[:at] + data.draw(st.binary(min_size=1, max_size=60)) + PDF[at + data.draw(st.integers(0, 60)) :]
    for one in read_each(damaged, source="a.pdf"):
        assert isinstance(one, (Found, Refusal))


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_a_text_has_the_same_id_in_every_encoding(codec):
    for text in (ENGLISH, SIMPLIFIED):
        assert (
            read_bytes(text.encode(codec), source="a.txt").text.id == read_bytes(text.encode(), source="b.txt").text.id
        )


@given(st.integers(min_value=3, max_value=len(SIMPLIFIED.encode()) - 1))
def test_a_text_cut_anywhere_is_read(length):
    assert read_bytes(SIMPLIFIED.encode()[:length], source="a.txt").text.content
