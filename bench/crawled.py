"""Make a crawl: the articles of `archive.py` as pages with furniture around them, in a WARC file packed record by record.

In:  numbers, a mix.
Out: a file as crawlers write it. A page is some 40 KB of which 2 KB are the article; own markup, the same for the same number.
"""

import gzip
import html
import random
from collections.abc import Iterable
from pathlib import Path

from bench.archive import Mix, article

__all__ = ["page_of", "write_crawl"]

_FURNITURE = 38_000  # bytes of menus, scripts and styles around an article
_WORDS = ("Home", "Weather", "Sport", "Culture", "Letters", "Archive", "Contact", "Subscribe", "Markets", "Travel")


def write_crawl(path: Path, numbers: Iterable[int], mix: Mix) -> int:
    """Return how many bytes the pages had before they were packed."""
    size = 0
    with path.open("wb") as file:
        for number in numbers:
            page = page_of(number, mix)
            size += len(page)
            file.write(gzip.compress(_record(number, page), compresslevel=6, mtime=0))
    return size


def page_of(number: int, mix: Mix) -> bytes:
    """Return the page of a number's article."""
    made, draw = article(number, mix.kind(number)), random.Random(f"page {number}")
    told = "".join(f"<p>{html.escape(line)}</p>\n" for line in made["text"].split("\n") if line)
    title = html.escape(made["title"])
    head = f'<head><meta charset="utf-8"><title>{title}</title><meta property="article:published_time" content="{made["date"]}">'
    before, after = (_furniture(draw, _FURNITURE // 2) for _ in range(2))
    body = f"<body>{before}<main><article><h1>{title}</h1>\n{told}</article></main>{after}</body>"
    return f"<!DOCTYPE html><html>{head}</head>{body}</html>".encode()


def _furniture(draw: random.Random, size: int) -> str:
    """Return a menu, a style and a script, as large together as asked for."""
    menu, length = ["<nav><ul>"], 0
    while length < size // 3:
        item = (
            f'<li class="item-{draw.randrange(999)}"><a href="/{draw.randrange(10**6)}">{draw.choice(_WORDS)}</a></li>'
        )
        menu.append(item)
        length += len(item)
    rules = "".join(f".item-{draw.randrange(999)}{{margin:{draw.randrange(40)}px}}\n" for _ in range(size // 3 // 26))
    code = "".join(f"window.q.push([{draw.randrange(10**6)}, 'a']);\n" for _ in range(size // 3 // 33))
    return f"{''.join(menu)}</ul></nav><style>{rules}</style><script>{code}</script>"


def _record(number: int, page: bytes) -> bytes:
    said = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\n"
        f"WARC-Target-URI: https://example.org/{number}\r\nWARC-Date: 2024-07-16T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(said)}\r\n\r\n"
    )
    return head.encode() + said + b"\r\n\r\n"
