"""Laws of the room: whatever comes in, a document or a refusal comes out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.errors import RefusedError
from accord.model import text_id
from accord.sources import normalise, read_bytes
from tests.sources.broken import ENGLISH, SIMPLIFIED

NAMES = ("a.txt", "a.md", "a.html", "a", "-", "https://example.org/a.htm?b=.pdf")
PIECES = (
    "<p>", "</p>", "<div class=nav>", "<!--", "-->", "<script>", "</script>", "<a href='", '"', "&#99999999999;", "&amp;",
    "<title>", "<table><tr><td>", "<br>", "<html>", "<meta name=date content=2020-13-45>", "# ", "**", "[a](", "---\n", "| - |",
    "Published: 2020-99-99\n", "发布时间：0000-00-00", "签署", "\x00", "\ud800", "é", "\u0301", " ", "\n", "word ",
)  # fmt: skip
markup = st.lists(st.sampled_from(PIECES), max_size=40).map(
    lambda pieces: "".join(pieces).encode("utf-8", "surrogatepass")
)
raw = st.one_of(
    st.binary(max_size=400), markup, st.text(max_size=200).map(lambda text: text.encode("gb18030", "replace"))
)


@settings(max_examples=300, deadline=None)
@given(raw, st.sampled_from(NAMES), st.sampled_from((None, "text/html; charset=gbk", "text/markdown", "x")))
def test_any_bytes_are_a_document_or_a_refusal(raw, name, media):
    try:
        found = read_bytes(raw, source=name, media=media)
    except RefusedError:
        return
    assert normalise(found.text.content) == found.text.content
    assert found.text.id == found.appearance.text == text_id(found.text.content)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_a_text_has_the_same_id_in_every_encoding(codec):
    for text in (ENGLISH, SIMPLIFIED):
        assert (
            read_bytes(text.encode(codec), source="a.txt").text.id == read_bytes(text.encode(), source="b.txt").text.id
        )


@given(st.integers(min_value=3, max_value=len(SIMPLIFIED.encode()) - 1))
def test_a_text_cut_anywhere_is_read(length):
    assert read_bytes(SIMPLIFIED.encode()[:length], source="a.txt").text.content
