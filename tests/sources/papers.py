"""PDF, DOCX and e-mails made by hand, so that each has exactly what its test is about."""

import hashlib
import io
import re
import textwrap
import zipfile
import zlib
from collections.abc import Sequence
from email.message import EmailMessage
from xml.sax.saxutils import escape

__all__ = ["a_docx", "a_mail", "a_page", "a_paragraph", "a_pdf", "a_zip", "wrapped"]

_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_PERMITTED = -44
_ID = b"0123456789abcdef"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

Placed = tuple[float, float, float, str]  # left, bottom, size, words


def wrapped(text: str, *, width: int = 88, top: float = 720, size: float = 11, left: float = 72) -> list[Placed]:
    """Return paragraphs as lines on a page: an empty line parts them; Han is broken at half the width."""
    lines: list[Placed] = []
    for paragraph in text.strip().split("\n\n"):
        is_han = "\u3400" <= paragraph[:1] <= "\u9fff"
        count = width // 2 if is_han else width
        broken = (
            [paragraph[at : at + count] for at in range(0, len(paragraph), count)]
            if is_han
            else textwrap.wrap(paragraph, count, break_on_hyphens=False)
        )
        for line in broken:
            lines.append((left, top, size, line))
            top -= size * 1.2
        top -= size * 0.8
    return lines


def a_page(*lines: Placed, picture: bool = False, angle: tuple[float, float] | None = None) -> bytes:
    """Return the content of a page; with a picture over all of it, or a stamp across."""
    told = [b"q 612 0 0 792 0 0 cm /Im0 Do Q"] if picture else []
    for left, bottom, size, words in lines:
        font, shown = (
            ("F1", _bracketed(words)) if words.isascii() else ("F2", f"<{words.encode('utf-16-be').hex()}>".encode())
        )
        told.append(f"BT /{font} {size} Tf 1 0 0 1 {left} {bottom} Tm ".encode() + shown + b" Tj ET")
    if angle:
        told.append(
            f"BT /F1 60 Tf {angle[0]} {angle[1]} {-angle[1]} {angle[0]} 150 250 Tm (CONFIDENTIAL) Tj ET".encode()
        )
    return b"\n".join(told)


def _bracketed(words: str) -> bytes:
    plain = words.encode("latin-1")
    for mark in (b"\\", b"(", b")"):
        plain = plain.replace(mark, b"\\" + mark)
    return b"(" + plain + b")"


def a_pdf(
    pages: Sequence[bytes],
    *,
    info: dict[str, str] | None = None,
    password: str | None = None,
    shift: int = 0,
    count: int | None = None,
) -> bytes:
    """Return a PDF.

    Args:
        pages: Contents of its pages, from `a_page`.
        info: What it says about itself, such as `Title`.
        password: What opens it; empty: it is encrypted, and anybody may open it.
        shift: How far from its code the second font says that each character is.
        count: How many pages it says it has.
    """
    objects: list[tuple[bytes, bytes | None]] = []

    def add(value: str | bytes, stream: bytes | None = None) -> int:
        objects.append((value if isinstance(value, bytes) else value.encode("latin-1"), stream))
        return len(objects)

    add("<< /Type /Catalog /Pages 2 0 R >>")
    kids = " ".join(f"{9 + 2 * at} 0 R" for at in range(len(pages)))
    add(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages) if count is None else count} >>")
    add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    add(
        "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /Identity-H /DescendantFonts [5 0 R] /ToUnicode 6 0 R >>"
    )
    add(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        "/Supplement 0 >> /DW 1000 >>"
    )
    shown = b"".join(words for page in pages for words in re.findall(rb"<([0-9a-f]+)> Tj", page))
    used = sorted({bytes.fromhex(shown[at : at + 4].decode()) for at in range(0, len(shown), 4)})
    pairs = [f"<{code.hex()}> <{int.from_bytes(code, 'big') + shift:04x}>" for code in used]
    blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    told = " ".join(f"{len(block)} beginbfchar {' '.join(block)} endbfchar" for block in blocks)
    cmap = f"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange {told} endcmap".encode()
    add(f"<< /Length {len(cmap)} >>", cmap)
    add(
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>",
        b"\x80",
    )
    add("<< " + " ".join(f"/{key} ({value})" for key, value in (info or {}).items()) + " >>")
    for at, content in enumerate(pages):
        add(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {10 + 2 * at} 0 R /Resources "
            "<< /Font << /F1 3 0 R /F2 4 0 R >> /XObject << /Im0 7 0 R >> >> >>"
        )
        packed = zlib.compress(content)
        add(f"<< /Length {len(packed)} /Filter /FlateDecode >>", packed)
    return _written(objects, password)


def _written(objects: list[tuple[bytes, bytes | None]], password: str | None) -> bytes:
    key, encrypt = _locked(password) if password is not None else (b"", "")
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    starts = []
    for number, (value, stream) in enumerate(objects, 1):
        starts.append(len(out))
        out += f"{number} 0 obj\n".encode() + value
        if stream is not None:
            mine = hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
            out += b"\nstream\n" + (_rc4(mine, stream) if key else stream) + b"\nendstream"
        out += b"\nendobj\n"
    at = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{start:010d} 00000 n \n".encode() for start in starts)
    info = "" if key else "/Info 8 0 R "  # its strings would have to be encrypted too
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {info}{encrypt} >>\nstartxref\n{at}\n%%EOF\n".encode(
        "latin-1"
    )
    return bytes(out)


def _locked(password: str) -> tuple[bytes, str]:
    """Return the key and the trailer's entries: the standard handler, revision 2, RC4 with 40 bits."""
    padded = (password.encode() + _PAD)[:32]
    owner = _rc4(hashlib.md5((b"owner" + _PAD)[:32]).digest()[:5], padded)
    known = padded + owner + (_PERMITTED & 0xFFFFFFFF).to_bytes(4, "little") + _ID
    key = hashlib.md5(known).digest()[:5]
    user = _rc4(key, _PAD)
    identity = f"/ID [<{_ID.hex()}> <{_ID.hex()}>]"
    return (
        key,
        f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{user.hex()}> /P {_PERMITTED} >> {identity}",
    )


def _rc4(key: bytes, data: bytes) -> bytes:
    state, at = list(range(256)), 0
    for place in range(256):
        at = (at + state[place] + key[place % len(key)]) % 256
        state[place], state[at] = state[at], state[place]
    out, place, at = bytearray(), 0, 0
    for byte in data:
        place = (place + 1) % 256
        at = (at + state[place]) % 256
        state[place], state[at] = state[at], state[place]
        out.append(byte ^ state[(state[place] + state[at]) % 256])
    return bytes(out)


def a_paragraph(words: str, *, style: str = "", number: str = "", level: int = 0, inside: str = "") -> str:
    """Return a paragraph of a Word file; `inside` is markup that follows its words."""
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{numbered}</w:pPr><w:r><w:t>{escape(words)}</w:t></w:r>{inside}</w:p>"


def a_docx(
    body: str, *, parts: dict[str, str | bytes] | None = None, title: str = "", created: str = "", head: str = ""
) -> bytes:
    """Return a Word file with this body (markup), and other parts of it by name; `head` stands before the root."""
    about = (
        '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t">'
        f"<dc:title>{escape(title)}</dc:title><dcterms:created>{created}</dcterms:created></cp:coreProperties>"
    )
    return a_zip(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'{head}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
            "docProps/core.xml": about,
            **(parts or {}),
        }
    )


def a_zip(parts: dict[str, str | bytes]) -> bytes:
    """Return a ZIP file with these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


def a_mail(
    text: str = "",
    *,
    subject: str = "News of the cities",
    html: str = "",
    attached: Sequence[tuple[str, str, bytes]] = (),
    sent: str = "Mon, 15 Jul 2024 09:30:00 +0800",
    sender: str = "City Press Office <press@example.org>",
) -> bytes:
    """Return an e-mail; what is attached is (name, media type, bytes)."""
    message = EmailMessage()
    message["From"], message["To"], message["Date"], message["Subject"] = sender, "office@example.org", sent, subject
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    for name, media, raw in attached:
        kind, _, exact = media.partition("/")
        if media == "message/rfc822":
            message.add_attachment(_parsed(raw), filename=name)
        else:
            message.add_attachment(raw, maintype=kind, subtype=exact, filename=name)
    return message.as_bytes()


def _parsed(raw: bytes) -> EmailMessage:
    import email
    from email.policy import default

    return email.message_from_bytes(raw, policy=default)  # type: ignore[return-value]
