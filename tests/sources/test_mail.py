"""An e-mail is a document, and so is each document that comes with it."""

import pytest

from accord.model import Found
from accord.sources import find, read_bytes
from accord.sources.mail import open_mail
from accord.sources.read import read_each
from tests.sources.broken import ENGLISH, SIMPLIFIED, page
from tests.sources.papers import a_docx, a_mail, a_page, a_paragraph, a_pdf

CONTRACT = a_docx(a_paragraph("The city of Eastport and the city of Westhaven signed a contract."))


def read(raw: bytes):
    return read_bytes(raw, source="a.eml")


def sources(raw: bytes, **more) -> list[str]:
    found = read_each(raw, source="a.eml", **more)
    return [one.appearance.source if isinstance(one, Found) else f"{one.source} {one.reason}" for one in found]


def test_subject_sender_and_date_are_title_publisher_and_day_of_publication():
    appearance = read(a_mail(ENGLISH, subject="Fw: Re: Two cities sign")).appearance
    assert (appearance.title, appearance.publisher) == ("Two cities sign", "City Press Office")
    assert appearance.published == "2024-07-15", "as the clock of the sender had it"
    assert appearance.media == "message/rfc822"


def test_the_page_is_read_rather_than_its_plain_form():
    content = read(a_mail("Only in the plain form.", html=page(ENGLISH))).text.content
    assert "Eastport" in content
    assert "plain form" not in content


def test_words_quoted_in_an_answer_are_words():
    assert "\nthe mayor of Eastport" in read(a_mail("He wrote:\n> On May 3\n>> the mayor of Eastport\n")).text.content


def test_what_is_attached_is_a_document_of_its_own():
    attached = [
        ("contract.docx", "application/octet-stream", CONTRACT),
        ("contract.docx", "application/octet-stream", CONTRACT),
        ("../../etc/a!b.txt", "text/plain", ENGLISH.encode()),
        ("logo.png", "image/png", b"\x89PNG\r\n\x1a\n"),
        ("old.zip", "application/zip", b"PK\x03\x04"),
        ("forwarded.eml", "message/rfc822", a_mail(ENGLISH)),
    ]
    assert sources(a_mail("See below.", attached=attached)) == [
        "a.eml",
        "a.eml!contract.docx",
        "a.eml!2-contract.docx",
        "a.eml!a_b.txt",
        "a.eml!old.zip archive",
        "a.eml!forwarded.eml",
    ]


def test_a_mail_that_only_carries_something_is_not_refused_itself():
    for subject in ("", "Contract"):
        raw = a_mail("", subject=subject, attached=[("contract.docx", "application/octet-stream", CONTRACT)])
        assert sources(raw) == ["a.eml!contract.docx"]


def test_a_subject_alone_is_read():
    assert read(a_mail("", subject="Two cities sign an agreement")).text.content == "Two cities sign an agreement"


def test_a_message_that_python_cannot_write_again_is_read_all_the_same():
    inner = b"Subject: Inner\nContent-Type: multipart/mixed; charset=utf-8; boundary=y\n\nThey signed it in Caf\xe9.\n"
    raw = b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: message/rfc822\n\n" + inner + b"--x--\n"
    (found,) = read_each(raw, source="a.eml")
    assert "They signed it in" in found.text.content


def test_a_part_of_a_mail_can_be_named_and_read_alone(tmp_path):
    scan = a_pdf([a_page(picture=True)])
    attached = [("contract.docx", "application/octet-stream", CONTRACT), ("scan.pdf", "application/pdf", scan)]
    file = tmp_path / "a.EML"
    file.write_bytes(a_mail("See below.", attached=attached))
    asked = [f"{file}!contract.docx", f"{file}!scan.pdf", f"{file}!none.txt"]
    assert [one.reason if not isinstance(one, Found) else None for one in find(asked)] == [
        None,
        "no_text_layer",
        "not_found",
    ]


def test_a_title_that_a_person_gives_is_not_that_of_what_is_attached():
    from accord.sources import Given

    raw = a_mail(ENGLISH, attached=[("b.txt", "text/plain", SIMPLIFIED.encode())])
    titles = [one.appearance.title for one in read_each(raw, source="a.eml", given=Given(title="Said"))]
    assert titles[0] == "Said" != titles[1]


@pytest.mark.parametrize(
    ("head", "body", "words"),
    [
        (
            b"Subject: =?gb2312?B?tqu42w==?=\nContent-Type: text/plain; charset=utf-8",
            SIMPLIFIED.encode("gbk"),
            "东港市与西湾市签署",
        ),
        (b"Subject: \xb6\xab\xb8\xdb\xca\xd0\xd3\xeb\xce\xf7\xcd\xe5\xca\xd0", b"They signed it.", "东港市与西湾市"),
        (b"Subject: News\nContent-Type: text/plain; charset=nonsense", b"They signed it.", "They signed it."),
        (b"Subject: News\nContent-Transfer-Encoding: base64", b"VGhleSBzaWduZWQgaXQu!!", "They signed it."),
        (b"Subject: News\nContent-Type: multipart/mixed; boundary=x", b"They signed it.", "They signed it."),
        (b"Subject: News\nContent-Type: ;;;\nDate: yesterday\nFrom: <<>>", b"They signed it.", "They signed it."),
        (b"\xef\xbb\xbfSubject: News", b"They signed it.", "They signed it."),
    ],
)
def test_what_mail_programs_write_wrongly_is_read_all_the_same(head, body, words):
    assert words in read(head + b"\n\n" + body).text.content


def test_a_page_that_a_browser_saved_is_read_without_its_pictures():
    saved = (
        b"From: <Saved by Blink>\nSubject: Two cities sign a cooperation agreement\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="x"\n\n--x\nContent-Type: text/html\n'
        b"Content-Location: https://example.org/news\n\n"
        + page(ENGLISH).encode()
        + b"\n--x\nContent-Type: text/css\n\n"
        b"body { color: red }\n--x--\n"
    )
    found = list(read_each(saved, source="a.mhtml"))
    assert [one.appearance.publisher for one in found] == [None]
    assert found[0].text.content.startswith("Two cities sign")


def test_a_text_that_is_named_like_a_mail_is_a_text():
    assert read(ENGLISH.encode()).appearance.media == "text/plain"


def test_a_mail_holds_what_it_holds():
    mail = open_mail(a_mail("See below.", attached=[("a.txt", "text/plain", b"words")]))
    assert [(part.name, part.raw.strip()) for part in mail.enclosed] == [("a.txt", b"words")]
