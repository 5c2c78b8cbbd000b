"""A Word file is read as it is shown: paragraphs, numbers, tables and notes in order, nothing that was deleted or hidden."""

import pytest

from accord.errors import RefusedError
from accord.sources import read_bytes
from tests.sources.papers import a_docx, a_paragraph, a_zip

NUMBERS = (
    '<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
)
STYLES = (
    '<w:styles xmlns:w="w"><w:style w:styleId="a3"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:styleId="12"><w:name w:val="Clause"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style></w:styles>'
)


def read(body: str, **about):
    return read_bytes(a_docx(body, **about), source="a.docx")


def blocks(body: str, **about) -> list[str]:
    return read(body, **about).text.content.split("\n\n")


def numbered(form: str = "decimal", text: str = "Article %1") -> dict[str, str | bytes]:
    return {"word/numbering.xml": NUMBERS.format(form=form, text=text), "word/styles.xml": STYLES}


def table(*rows: list[str]) -> str:
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def test_an_agreement_comes_out_with_its_parties_its_articles_and_who_signed():
    body = (
        a_paragraph("FRAMEWORK AGREEMENT ON COOPERATION", style="a3")
        + a_paragraph("Party A: Eastport Port Authority")
        + a_paragraph("Party B: Westhaven Shipping Co., Ltd.")
        + a_paragraph("Purpose", style="12")
        + a_paragraph("The parties will build a logistics park.", number="3", level=1)
        + a_paragraph("They will meet every year.", number="3", level=1)
        + a_paragraph("Term", number="3")
        + table(
            [
                a_paragraph("Party A (seal)") + a_paragraph("Signed by: Li Ming"),
                a_paragraph("Party B (seal)") + a_paragraph("Signed by: Anna Berg"),
            ]
        )
        + a_paragraph("Date: 14 July 2024")
    )
    found = read(body, parts=numbered())
    assert found.text.content.split("\n\n") == [
        "FRAMEWORK AGREEMENT ON COOPERATION",
        "Party A: Eastport Port Authority",
        "Party B: Westhaven Shipping Co., Ltd.",
        "Article 1 Purpose",
        "1.1 The parties will build a logistics park.",
        "1.2 They will meet every year.",
        "Article 2 Term",
        "Party A (seal)",
        "Signed by: Li Ming",
        "Party B (seal)",
        "Signed by: Anna Berg",
        "Date: 14 July 2024",
    ]
    assert found.appearance.title == "FRAMEWORK AGREEMENT ON COOPERATION"
    assert found.appearance.published is None, "the day of a signature is no day of publication"


@pytest.mark.parametrize(
    ("form", "text", "label"),
    [
        ("decimal", "%1.", "2."),
        ("decimalZero", "%1", "02"),
        ("upperRoman", "%1.", "II."),
        ("lowerRoman", "(%1)", "(ii)"),
        ("upperLetter", "%1)", "B)"),
        ("lowerLetter", "%1)", "b)"),
        ("chineseCounting", "第%1条", "第二条"),
        ("bullet", "\uf0b7", "•"),
        ("unheard_of", "%1", "2"),
    ],
)
def test_numbers_stand_as_word_shows_them(form, text, label):
    body = a_paragraph("One sees it.", number="3") + a_paragraph("So it is.", number="3")
    assert blocks(body, parts=numbered(form, text))[1] == f"{label} So it is."


def test_short_rows_of_a_table_are_lines_and_tables_may_stand_in_tables():
    inner = table([a_paragraph("Park"), a_paragraph("USD 5 million")])
    assert blocks(table([a_paragraph("Item"), a_paragraph("Amount")], [inner, a_paragraph("2025")])) == [
        "Item | Amount",
        "Park | USD 5 million | 2025",
    ]


def test_notes_stand_after_the_paragraph_that_they_belong_to():
    notes = (
        '<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>In spring.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    body = a_paragraph("They will meet.", inside='<w:r><w:footnoteReference w:id="2"/></w:r>') + a_paragraph(
        "So they said."
    )
    assert blocks(body, parts={"word/footnotes.xml": notes}) == ["They will meet.", "In spring.", "So they said."]


@pytest.mark.parametrize(
    ("gone", "why"),
    [
        ("<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>", "deleted"),
        ("<w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>", "moved away"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>gone</w:t></w:r>", "hidden"),
        ("<w:r><w:instrText>gone</w:instrText></w:r>", "the code of a field"),
        (
            "<AlternateContent><Fallback><w:p><w:r><w:t>gone</w:t></w:r></w:p></Fallback></AlternateContent>",
            "said twice",
        ),
    ],
)
def test_what_is_not_shown_is_not_read(gone, why):
    assert blocks(a_paragraph("They signed.", inside=gone)) == ["They signed."], why


def test_what_was_inserted_is_read_and_breaks_are_spaces_or_lines():
    inside = "<w:ins><w:r><w:tab/><w:t>it</w:t><w:br/><w:t>today</w:t></w:r></w:ins>"
    assert read(a_paragraph("They signed", inside=inside)).text.content == "They signed it\ntoday"


def test_a_table_of_contents_is_left_out():
    body = a_paragraph("Purpose 3", style="11") + a_paragraph("They signed.")
    assert blocks(body, parts=numbered()) == ["They signed."]


def test_a_text_box_is_read_before_the_paragraph_that_it_hangs_on():
    box = f"<w:r><w:txbxContent>{a_paragraph('In the box.')}</w:txbxContent></w:r>"
    assert blocks(a_paragraph("Beside the box.", inside=box)) == ["In the box.", "Beside the box."]


def test_the_title_that_the_file_states_counts_where_it_stands_in_it():
    body = a_paragraph("Two cities sign an agreement") + a_paragraph("They signed it in the port.")
    assert read(body, title="Two cities sign an agreement").appearance.title == "Two cities sign an agreement"
    assert read(body, title="Template of the office").appearance.title == "Two cities sign an agreement"


@pytest.mark.parametrize(
    ("parts", "reason", "why"),
    [
        ({"[Content_Types].xml": "", "mimetype": "application/epub+zip"}, "damaged", "another archive"),
        ({"xl/workbook.xml": ""}, "workbook", "a workbook"),
        ({"ppt/presentation.xml": ""}, "unsupported", "slides"),
        ({"word/numbering.xml": ""}, "damaged", "no text"),
    ],
)
def test_what_is_named_like_a_word_file_is_judged_by_what_it_holds(parts, reason, why):
    with pytest.raises(RefusedError) as refused:
        read_bytes(a_zip(parts), source="a.docx")
    assert refused.value.reason == reason, why
