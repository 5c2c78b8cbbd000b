"""A PDF is read as a person reads it: paragraphs, no running heads, pages known."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.errors import RefusedError
from accord.sources import normalise, read_bytes
from accord.sources.made import day_made
from accord.sources.pdf_layout import Line, lay_out_pages
from tests.sources.broken import ENGLISH, SIMPLIFIED
from tests.sources.papers import a_page, a_pdf, wrapped

STORY = (
    "On 14 July 2024 the city of Eastport and the city of Westhaven signed a framework agreement on cooperation in the "
    "port, in the presence of the ministers of trade of the two countries and of the mayors of both cities.\n\n"
    "The two sides will hold a meeting every year, and they will build a logistics park with a bonded warehouse."
)


def read(*pages: bytes, **about):
    return read_bytes(a_pdf(pages, **about), source="a.pdf")


def paragraphs(*pages: bytes) -> list[str]:
    return read(*pages).text.content.split("\n\n")


def test_lines_are_joined_to_paragraphs():
    assert paragraphs(a_page(*wrapped(STORY))) == STORY.split("\n\n")


def test_han_is_joined_without_spaces():
    story = "东港市与西湾市在东港签署合作框架协议。双方将建立定期会商机制，共同建设物流园区，推动更多项目落地，实现互利共赢，加强产业对接。"
    assert paragraphs(a_page(*wrapped(story))) == [story]


def test_a_word_broken_at_the_end_of_a_line_is_put_together():
    lines = [
        "The two cities, which have long been known for their ports, signed an agreement on coop-",
        "eration today.",
    ]
    assert paragraphs(a_page(*_stack(lines))) == [lines[0][:-1] + "eration today."]


@pytest.mark.parametrize(
    ("line", "following", "joined", "why"),
    [
        (
            "for all of the companies of the two regions it will be a plan of a long-",
            "term kind.",
            "long-term",
            "keeps it",
        ),
        (
            "of the ministers and of the mayors, and in the presence of a vice-",
            "Minister too.",
            "vice-Minister",
            "a capital",
        ),
        (
            "both of the ports, and all that is in the ports of the cities, co-",
            "operation here.",
            "cooperation",
            "else",
        ),
    ],
)
def test_a_hyphen_stays_where_it_belongs_to_the_word(line, following, joined, why):
    assert joined in paragraphs(a_page(*_stack([line, following])))[0], why


def test_a_hyphen_stays_where_the_document_writes_the_word_with_it():
    lines = [
        "A co-operation office will open, and the co-operation will go on for ten years or more, said",
        "the mayors of the two cities, who had come to the port in order to see the works of the co-",
        "operation.",
    ]
    assert "works of the co-operation." in paragraphs(a_page(*_stack(lines)))[0]


def test_running_heads_and_page_numbers_are_left_out():
    def page(number: int, words: str) -> bytes:
        head, foot = (72, 765, 8, f"Eastport Yearbook {number}"), (290, 30, 8, f"- {number} -")
        return a_page(head, *wrapped(words), foot)

    told = read(
        *(page(number, f"Port number {number} was opened by the mayor of the city.") for number in range(1, 6))
    ).text.content
    assert "Yearbook" not in told
    assert told.split("\n\n") == [
        f"Port number {number} was opened by the mayor of the city." for number in range(1, 6)
    ]


def test_a_title_that_is_the_running_head_of_other_pages_stays():
    title = "Ports of the two cities"
    pages = [a_page((72, 740, 20, title), *wrapped(STORY, top=690))]
    pages += [a_page((72, 765, 8, title), *wrapped(f"Page {n} tells of the works.", top=700)) for n in (2, 3)]
    found = read(*pages)
    assert found.appearance.title == title
    assert found.text.content.count(title) == 1


def test_the_text_of_identical_pages_is_kept():
    assert paragraphs(*[a_page(*wrapped(STORY))] * 3) == STORY.split("\n\n") * 3


def test_a_sentence_goes_on_over_the_end_of_a_page_and_pages_are_known():
    first = wrapped(
        "The two sides will build a park, and after they have built the park and the road to the park, and", top=700
    )
    found = read(
        a_page(*first, (300, 30, 8, "1")), a_page(*wrapped("the bridge, they will open them."), (300, 30, 8, "2"))
    )
    assert "and the bridge, they will open them." in found.text.content
    assert [found.text.content[start:][:10] for start in found.text.pages] == ["The two si", "the bridge"]


def test_an_empty_page_begins_where_the_next_one_does():
    found = read(a_page(*wrapped(STORY)), a_page(), a_page(*wrapped("The end of the story.")), a_page())
    pages = found.text.pages
    assert (len(pages), pages[0], pages[1], pages[3]) == (4, 0, pages[2], len(found.text.content))


def test_a_stamp_across_the_page_is_left_out():
    assert "CONFIDENTIAL" not in read(a_page(*wrapped(STORY), angle=(0.7, 0.7))).text.content


def test_cells_of_a_row_are_parted_and_rows_are_lines():
    rows = [("Party A (seal)", "Party B (seal)"), ("Anna Berg", "Li Ming")]
    placed = [
        (left, 700 - 13 * at, 11, cell)
        for at, row in enumerate(rows)
        for left, cell in zip((72, 320), row, strict=True)
    ]
    assert paragraphs(a_page(*placed)) == ["Party A (seal) | Party B (seal)", "Anna Berg | Li Ming"]


def test_columns_are_read_one_after_the_other():
    left = wrapped("The two sides signed an agreement on the port, and they will build a park and a road", width=34)
    right = wrapped(
        "to the port, which will be open in two years, said the mayor of the city of Eastport.", width=34, left=320
    )
    assert paragraphs(a_page(*left, *right)) == [" ".join(line for *_, line in [*left, *right])]


def test_a_repeated_line_of_prose_is_no_running_head():
    pages = [
        a_page(
            *wrapped(
                f"Section {n}. The parties of section {n} will meet and see to it that all goes well in {n} years."
            )
        )
        for n in range(9)
    ]
    assert len(paragraphs(*pages)) == 9


def test_items_of_a_list_are_paragraphs():
    items = [
        "1. The sides will build a park.",
        "2. They will open an office.",
        "(a) in Eastport",
        "Article 3 Both will meet.",
    ]
    assert paragraphs(a_page(*_stack(["The two sides agreed on all of this:", *items]))) == [
        "The two sides agreed on all of this:",
        *items,
    ]


def test_the_title_is_what_the_file_says_where_its_words_say_so_too():
    page = a_page((72, 740, 18, "Two cities sign an agreement"), *wrapped(STORY, top=700))
    for stated in ("Two cities sign an agreement", "Microsoft Word - news.doc", "untitled", ""):
        assert read(page, info={"Title": stated}).appearance.title == "Two cities sign an agreement", stated


@pytest.mark.parametrize(
    ("made", "published", "why"),
    [
        ("D:20240715093000+08'00'", "2024-07-15", "the day after what it tells of"),
        ("D:20190101000000Z", None, "it tells of a later day"),
        ("D:20251201000000Z", None, "made long after: a conversion"),
        ("yesterday", None, "no day"),
    ],
)
def test_the_day_it_was_made_is_believed_where_the_words_bear_it_out(made, published, why):
    assert read(a_page(*wrapped(STORY)), info={"CreationDate": made}).appearance.published == published, why


def test_a_day_that_is_still_to_come_is_not_believed():
    from datetime import date

    assert day_made("D:20240715", "On July 14, 2024 they signed it.", latest=date(2024, 7, 14)) is None


def test_pages_that_are_pictures_are_told():
    found = read(a_page(*wrapped(ENGLISH)), a_page(picture=True))
    assert any("no text layer on page 2" in warning for warning in found.warnings)


def test_a_scan_with_a_stamp_of_its_scanner_is_a_scan():
    with pytest.raises(RefusedError) as refused:
        read(*[a_page((72, 20, 6, "Scanned by Scanner"), picture=True)] * 2)
    assert refused.value.reason == "no_text_layer"
    assert "ocrmypdf" in refused.value.advice


def test_a_scan_with_a_text_layer_is_read():
    assert read(a_page(*wrapped(STORY), picture=True)).text.content.startswith("On 14 July 2024")


def test_three_hundred_pages_are_read_in_seconds():
    pages = [
        a_page(*wrapped(" ".join(f"Sentence {page * 50 + at} of the report." for at in range(80))))
        for page in range(300)
    ]
    raw = a_pdf(pages)
    begun = time.monotonic()
    found = read_bytes(raw, source="a.pdf")
    assert time.monotonic() - begun < 30  # measured: 1.2
    assert len(found.text.pages) == 300
    assert "Sentence 14950 of the report." in found.text.content


@pytest.mark.parametrize("content", [ENGLISH, SIMPLIFIED])
def test_a_pdf_says_in_which_language_it_is(content):
    assert read(a_page(*wrapped(content))).text.language == read_bytes(content.encode(), source="a.txt").text.language


def _stack(lines, *, left=72.0, top=720.0):
    return [(left, top - 13 * at, 11, line) for at, line in enumerate(lines)]


words = st.text(st.sampled_from("abc é中文-\u00ad\u0301\ue000.1"), min_size=1, max_size=12).filter(str.strip)
lines = st.builds(
    lambda text, left, top, height: Line(text.strip(), left, left + 5 * len(text), top, top - height),
    words, st.floats(0, 500), st.floats(0, 800), st.floats(0, 30),
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(lines, max_size=8), max_size=5))
def test_no_line_is_read_twice_whatever_the_layout(pages):
    read_lines = [id(line) for paragraph in lay_out_pages(pages) for _, line in paragraph.lines]
    assert len(read_lines) == len(set(read_lines)) <= sum(map(len, pages))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(lines, max_size=8), min_size=1, max_size=5))
def test_the_content_is_normalised_and_its_pages_are_within_it_in_order(pages):
    from accord.sources.pdf import laid_out

    _, content, starts = laid_out(pages)
    assert normalise(content) == content
    assert list(starts) == sorted(starts)
    assert not starts or (len(starts) == len(pages) and starts[0] >= 0 and starts[-1] <= len(content))
