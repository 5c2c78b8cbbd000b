"""A folder of 25 broken inputs and 5 good ones, as they come from outside.

Call `write_broken_folder(folder)`; it returns what must become of each file: None where it must be read, else the
reason for which it must be refused.
"""

import hashlib
import os
from pathlib import Path

__all__ = ["ENGLISH", "SIMPLIFIED", "TRADITIONAL", "write_broken_folder"]

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
_JAPANESE = "東港市は西湾市と協力協定に署名しました。両市は毎年会議を開き、物流団地を建設します。\n"


def write_broken_folder(folder: Path) -> dict[str, str | None]:
    """Write the 30 inputs into `folder`; return the reason for which each must be refused, None where it must be read."""
    expected: dict[str, str | None] = {}
    for name, content, reason in _small():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        expected[name] = reason
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
        ("good.html", _page(ENGLISH, charset="utf-8").encode(), None),
        ("folder.txt/good.txt", SIMPLIFIED.encode(), None),
        ("名字 with odd characters — %20.txt", english, None),
        ("empty.txt", b"", "empty"),
        ("only_a_byte_order_mark.txt", b"\xef\xbb\xbf", "empty"),
        ("blank.txt", "\u3000\u00a0 \r\n\t\n".encode() * 9, "empty"),
        ("zeros.txt", b"\0" * 5000, "empty"),
        ("chance.txt", _chance(5000), "binary"),
        ("chance_high.txt", bytes(byte | 0x80 for byte in _chance(5000)), "encoding"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + _chance(500), "binary"),
        ("report.pdf", b"%PDF-1.7\n" + _chance(500), "unsupported"),
        ("letter.docx", b"PK\x03\x04" + _chance(500), "unsupported"),
        ("another_encoding.txt", (_JAPANESE * 5).encode("shift_jis"), "encoding"),
        ("damaged.txt", english.replace(b"the ", b"t\xfe\xff "), "encoding"),
        ("deep.html", _deep(100_000), None),
        ("many_tags.html", b"<html><body>" + b"<p>a<br>" * 200_000, "too_complex"),
        (
            "only_script.html",
            b"<html><head><script>" + b"var a = 'words';" * 9000 + b"</script></head></html>",
            "no_text",
        ),
        ("huge_attribute.html", _page(ENGLISH, body="x" * 5_000_000).encode(), None),
        ("broken_tags.html", _page(ENGLISH).replace("</p>", "</p><a href='").encode() + b"<<<p class=", None),
        ("cut.txt", (ENGLISH + "Café").encode()[:-1], None),
        ("nul_bytes.txt", english.replace(b"\n\n", b"\n\0\n"), None),
        ("lone_surrogates.txt", english + b"\xed\xa0\x80", None),
        ("paired_surrogates.txt", english + "\ud83d\ude00".encode("utf-8", "surrogatepass"), None),
        ("wrongly_declared.html", _page(SIMPLIFIED, charset="utf-8").encode("gb18030"), None),
        ("undeclared.txt", chinese, None),
        ("teletype.txt", english + b"\x03\x1a", None),
    ]


def _page(text: str, *, charset: str = "utf-8", body: str = "") -> str:
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
