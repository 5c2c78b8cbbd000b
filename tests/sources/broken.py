"""A folder of broken inputs of every kind with good ones beside them, as they come from outside.

Call `write_broken_folder(folder)`; it returns what must become of each source: None where it must be read, else the
reason for which it must be refused. What is enclosed in an e-mail is a source of its own. `server.py` has the addresses.
"""

import hashlib
import os
from pathlib import Path

from tests.sources.archives.made import a_record, csv_of, gz, lines_of
from tests.sources.archives.made import a_zip as a_zip_of
from tests.sources.papers import a_docx, a_mail, a_page, a_paragraph, a_pdf, a_zip, wrapped

__all__ = ["ENGLISH", "SIMPLIFIED", "TRADITIONAL", "page", "write_broken_folder"]

ENGLISH = (
    "Two cities sign a cooperation agreement\n\nPublished: 2023-05-04\n\n"
    "On May 3, the city of Eastport and the city of Westhaven signed a framework agreement on cooperation in the port. "
    "The two sides will hold a meeting every year, and they will build a logistics park with a bonded warehouse.\n\n"
    "The mayors of the two cities said that they hope to see more of each other, and thanked those who had come.\n"
)
SIMPLIFIED = (
    "东港市与西湾市签署合作框架协议\n发布时间：2023-05-04\n\n"
    "5月3日，东港市与西湾市在东港签署合作框架协议。双方将建立定期会商机制，共同建设物流园区。\n"
    "东港市市长表示，希望两市进一步加强产业对接，推动更多项目落地。\n"
)
TRADITIONAL = (
    "東港市與西灣市簽署合作框架協議\n發布時間：2023-05-04\n\n"
    "5月3日，東港市與西灣市在東港簽署合作框架協議。雙方將建立定期會商機制，共同建設物流園區。\n"
)
_BOMB = "damaged" if os.name == "posix" else "too_complex_file"  # where the system bounds memory, no page can be opened
_JAPANESE = "東港市は西湾市と協力協定に署名しました。両市は毎年会議を開き、物流団地を建設します。\n"


def write_broken_folder(folder: Path) -> dict[str, str | None]:
    """Write the inputs into `folder`; return the reason for which each must be refused, None where it must be read."""
    expected: dict[str, str | None] = {}
    for name, content, reason in [*_small(), *_papers(), *_word_files(), *_mails()]:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        expected[name] = reason
    for name, content in _archives():
        (folder / name).write_bytes(content)
    expected |= _ENCLOSED
    with (folder / "fifty_megabytes.txt").open("wb") as file:
        for _ in range(50):
            file.write(b"agreement " * 104_858)
    expected["fifty_megabytes.txt"] = "too_large"
    try:
        os.symlink("loop.txt", folder / "loop.txt")
        expected["loop.txt"] = "link_loop"
    except OSError:  # Windows without the right to make links
        pass
    return expected


def _small() -> list[tuple[str, bytes, str | None]]:
    english, chinese = ENGLISH.encode(), SIMPLIFIED.encode("gb18030")
    return [
        ("good.txt", english, None),
        ("good.md", b"# " + english, None),
        ("good.html", page(ENGLISH, charset="utf-8").encode(), None),
        ("folder.txt/good.txt", SIMPLIFIED.encode(), None),
        ("名字 with odd characters — %20.txt", english, None),
        ("empty.txt", b"", "empty"),
        ("only_a_byte_order_mark.txt", b"\xef\xbb\xbf", "empty"),
        ("blank.txt", "\u3000\u00a0 \r\n\t\n".encode() * 9, "empty"),
        ("zeros.txt", b"\0" * 5000, "empty"),
        ("chance.txt", _chance(5000), "binary"),
        ("chance_high.txt", bytes(byte | 0x80 for byte in _chance(5000)), "encoding"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + _chance(500), "binary"),
        ("report.pdf", b"%PDF-1.7\n" + _chance(500), "damaged"),
        ("letter.docx", b"PK\x03\x04" + _chance(500), "damaged"),
        ("old.doc", bytes.fromhex("d0cf11e0a1b11ae1") + _chance(500), "unsupported"),
        ("page_named.doc", page(ENGLISH).encode(), None),
        ("page_named.pdf", page(ENGLISH).encode(), None),
        ("archive.7z", bytes.fromhex("377abcaf271c") + _chance(50), "archive"),
        ("table.csv.gz", gz(csv_of([{"id": 1}])), "archive"),
        ("another_encoding.txt", (_JAPANESE * 5).encode("shift_jis"), "encoding"),
        ("damaged.txt", english.replace(b"the ", b"t\xfe\xff "), "encoding"),
        ("deep.html", _deep(100_000), None),
        ("many_tags.html", b"<html><body>" + b"<p>a<br>" * 200_000, "too_complex"),
        (
            "only_script.html",
            b"<html><head><script>" + b"var a = 'words';" * 9000 + b"</script></head></html>",
            "no_text",
        ),
        ("huge_attribute.html", page(ENGLISH, body="x" * 5_000_000).encode(), None),
        ("broken_tags.html", page(ENGLISH).replace("</p>", "</p><a href='").encode() + b"<<<p class=", None),
        ("cut.txt", (ENGLISH + "Café").encode()[:-1], None),
        ("nul_bytes.txt", english.replace(b"\n\n", b"\n\0\n"), None),
        ("lone_surrogates.txt", english + b"\xed\xa0\x80", None),
        ("paired_surrogates.txt", english + "\ud83d\ude00".encode("utf-8", "surrogatepass"), None),
        ("wrongly_declared.html", page(SIMPLIFIED, charset="utf-8").encode("gb18030"), None),
        ("undeclared.txt", chinese, None),
        ("teletype.txt", english + b"\x03\x1a", None),
    ]


_RECORD = a_record(b"<html><body><p>" + ENGLISH.encode() + b"</p></body></html>")
_ENCLOSED: dict[str, str | None] = {
    "with_papers.eml!contract.docx": None,
    "with_papers.eml!scan.pdf": "no_text_layer",
    "with_papers.eml!pack.zip": "archive",
    "with_papers.eml!forwarded.eml": None,
    "deep.eml!in.eml": None,
    "deep.eml!in.eml!in.eml": None,
    "deep.eml!in.eml!in.eml!in.eml": "too_deep",
    "archive.zip!a.txt": None,
    "archive.zip!again.zip": "nested_archive",
    "archive.zip!bomb.txt": "zip_bomb",
    "archive.zip!prices.csv!0": "columns",
    "archive.zip!news.jsonl!1": "bad_record",
    "archive.zip!news.jsonl!2": None,
    "cut.warc!0": None,
    f"cut.warc!{len(_RECORD)}": "cut_off",
}


def _archives() -> list[tuple[str, bytes]]:
    inner = {
        "a.txt": ENGLISH.encode(),
        "again.zip": a_zip({"a.txt": ENGLISH}),
        "bomb.txt": b" " * 19_000_000,
        "prices.csv": b"id,price\n1,2\n",
        "news.jsonl": b'{"text"\n' + lines_of([{"text": ENGLISH}]),
    }
    return [("archive.zip", a_zip_of(inner)), ("cut.warc", _RECORD + _RECORD[:-90])]


def _papers() -> list[tuple[str, bytes, str | None]]:
    english = a_page(*wrapped(ENGLISH))
    good, picture = a_pdf([english]), a_page(picture=True)
    long = [a_page(*wrapped(" ".join(f"Page {n} says {k}." for k in range(120)))) for n in range(300)]
    nested = b"<<" * 50_000 + b">>" * 50_000
    return [
        ("good.pdf", good, None),
        ("many_pages.pdf", a_pdf(long), None),
        ("empty_password.pdf", a_pdf([english], password=""), None),
        ("scan_and_text.pdf", a_pdf([picture, english]), None),
        ("encrypted.pdf", a_pdf([english], password="secret"), "encrypted"),
        ("cut.pdf", good[: len(good) // 2], "damaged"),
        ("only_its_head.pdf", b"%PDF-1.4\n", "damaged"),
        ("scanned.pdf", a_pdf([picture] * 3), "no_text_layer"),
        ("blank.pdf", a_pdf([a_page()]), "no_text_layer"),
        ("without_meaning.pdf", a_pdf([a_page(*wrapped(SIMPLIFIED))], shift=0xE000 - 0x4E00), "garbled"),
        ("mixed_scripts.pdf", a_pdf([a_page(*wrapped(SIMPLIFIED))], shift=-0x4E00), "garbled"),
        ("a_thousand_million_pages.pdf", a_pdf([english], count=10**9), None),
        ("too_many_pages.pdf", a_pdf([english] * 1001), "too_many_pages"),
        ("bomb.pdf", a_pdf([b"BT /F1 9 Tf " + b"(agreement) Tj " * 1_500_000]), _BOMB),
        ("nested.pdf", good.replace(b"<< /Type /Catalog", nested + b"<< /Type /Catalog"), "damaged"),
        ("index_of_another.pdf", good.replace(b"0000000", b"9999999"), None),
    ]


def _word_files() -> list[tuple[str, bytes, str | None]]:
    body = "".join(a_paragraph(line) for line in ENGLISH.split("\n") if line)
    good = a_docx(body)
    entity = '<!DOCTYPE a [<!ENTITY file SYSTEM "file:///etc/passwd">]>'
    laughs = (
        "<!DOCTYPE a [<!ENTITY a 'ha'>"
        + "".join(f"<!ENTITY {x} '&{y};&{y};'>" for x, y in zip("bcdef", "abcde", strict=True))
        + "]>"
    )
    outside = (
        '<Relationships><Relationship Id="r1" Target="http://192.0.2.1/x.xml" TargetMode="External"/></Relationships>'
    )
    return [
        ("good.docx", good, None),
        ("template.dotx", good, None),
        ("word_named.txt", good, None),
        ("word_named.doc", good, None),
        ("leads_outside.docx", a_docx(body, parts={"word/_rels/document.xml.rels": outside}), None),
        ("deep.docx", a_docx("<w:sdt>" * 50_000 + body + "</w:sdt>" * 50_000), None),
        ("without_text.docx", a_zip({"word/styles.xml": "<styles/>"}), "damaged"),
        ("cut.docx", good[:-200], "damaged"),
        ("no_xml.docx", a_docx("<w:p>"), "damaged"),
        ("external_entity.docx", a_docx(f"{body}&file;", head=entity), "hostile"),
        ("laughs.docx", a_docx(f"{body}&f;", head=laughs), "hostile"),
        ("bomb.docx", a_docx(a_paragraph("agreement " * 8_000_000)), "bomb"),
        ("many_parts.docx", a_docx(body, parts={f"word/media/{n}.png": b"" for n in range(5_001)}), "bomb"),
        ("workbook.docx", a_zip({"xl/workbook.xml": "<workbook/>"}), "workbook"),
        ("with_password.docx", bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("wordless.docx", a_docx(a_paragraph("")), "empty"),
    ]


def _mails() -> list[tuple[str, bytes, str | None]]:
    contract = a_docx("".join(a_paragraph(line) for line in ENGLISH.split("\n") if line))
    attached = [
        ("contract.docx", "application/octet-stream", contract),
        ("scan.pdf", "application/pdf", a_pdf([a_page(picture=True)])),
        ("pack.zip", "application/zip", a_zip({"a.txt": ENGLISH})),
        ("logo.png", "image/png", b"\x89PNG\r\n\x1a\n"),
        ("forwarded.eml", "message/rfc822", a_mail(ENGLISH, subject="The agreement of the ports")),
    ]
    deep = a_mail(ENGLISH, subject="The inmost mail")
    for level in ("fourth", "third", "second", "first"):
        deep = a_mail(
            f"This is the {level} mail.", subject=f"The {level}", attached=[("in.eml", "message/rfc822", deep)]
        )
    bomb = b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(5_000))
    return [
        ("good.eml", a_mail(ENGLISH), None),
        ("page.eml", a_mail("See the page.", html=page(ENGLISH)), None),
        ("with_papers.eml", a_mail("The contract is attached.", attached=attached), None),
        ("deep.eml", deep, None),
        ("nested_bomb.eml", bomb, "too_complex_file"),
        (
            "many_parts.eml",
            a_mail(ENGLISH, attached=[(f"{n}.txt", "text/plain", b"x") for n in range(300)]),
            "too_complex_file",
        ),
        (
            "wrong_boundary.eml",
            b"Subject: News\nContent-Type: multipart/mixed; boundary=a\n\n--b\n\n" + ENGLISH.encode(),
            None,
        ),
        (
            "unknown_charset.eml",
            b"Subject: =?x-none?B?////?=\nContent-Type: text/plain; charset=x-none\n\n" + ENGLISH.encode(),
            None,
        ),
        ("no_head.eml", ENGLISH.encode(), None),
        ("wordless.eml", b"From: a@example.org\nSubject:\n\n \n", "empty"),
        ("broken_base64.eml", b"Subject: News\nContent-Transfer-Encoding: base64\n\n!!!" + ENGLISH.encode(), None),
    ]


def page(text: str, *, charset: str = "utf-8", body: str = "") -> str:
    title, *lines = [line for line in text.split("\n") if line]
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}</title></head>'
        f'<body data-x="{body}"><nav><a href="/">Home</a></nav><h1>{title}</h1><div>{paragraphs}</div></body></html>'
    )


def _deep(depth: int) -> bytes:
    return b"<html><body>" + b"<div>" * depth + f"<p>{ENGLISH}</p>".encode() + b"</div>" * depth + b"</body></html>"


def _chance(length: int) -> bytes:
    """Return bytes that look like chance and are the same on every machine."""
    blocks = (hashlib.sha256(str(number).encode()).digest() for number in range(length // 32 + 1))
    return b"".join(blocks)[:length]
