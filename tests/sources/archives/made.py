"""Archives made for tests: WARC records, tables, ZIP files."""

import gzip
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

__all__ = [
    "ARTICLES",
    "a_page",
    "a_record",
    "a_response",
    "a_zip",
    "articles_of",
    "csv_of",
    "gz",
    "lines_of",
    "parquet_of",
]

ARTICLES = [
    {
        "title": "Eastport and Westhaven sign",
        "text": "On Monday the city of Eastport and the city of Westhaven signed a framework agreement on their ports.",
        "date": "2024-07-14 09:30:00",
        "url": "https://example.org/news/1",
        "domain": "example.org",
    },
    {
        "title": "东港市与西湾市签约",
        "text": "7月14日，东港市与西湾市签署合作框架协议，双方将共同建设物流园区。",
        "date": "2024-07-15",
        "url": "https://example.org/news/2",
        "domain": "example.org",
    },
    {
        "title": "Rain in Eastport",
        "text": "It rained all day in Eastport, and the ferries stayed in the port until the evening.",
        "date": "2024-07-16",
        "url": "https://example.org/news/3",
        "domain": "example.org",
    },
]


def lines_of(rows: Sequence[Mapping[str, object]]) -> bytes:
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def csv_of(rows: Sequence[Mapping[str, object]], *, part: str = ",", encoding: str = "utf-8") -> bytes:
    def cell(value: object) -> str:
        return '"' + str(value).replace('"', '""') + '"'

    lines = [part.join(rows[0]), *(part.join(cell(value) for value in row.values()) for row in rows)]
    return "\r\n".join(lines).encode(encoding)


def parquet_of(rows: Sequence[Mapping[str, object]], *, group: int = 2) -> bytes:
    import pyarrow
    import pyarrow.parquet

    to = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([dict(row) for row in rows]), to, row_group_size=group)
    return to.getvalue()


def a_page(title: str, words: str) -> str:
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{words}</p></body></html>"


def a_record(
    body: bytes, *, kind: str = "resource", media: str = "text/html; charset=utf-8", url: str = "", extra: str = ""
) -> bytes:
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Date: 2024-07-20T00:00:00Z\r\nContent-Type: {media}\r\n"
    head += f"WARC-Target-URI: {url}\r\n" if url else ""
    return (head + extra + f"Content-Length: {len(body)}\r\n\r\n").encode() + body + b"\r\n\r\n"


def a_response(
    page: str, url: str, *, status: str = "200 OK", packed: bool = False, media: str = "text/html; charset=utf-8"
) -> bytes:
    body = gzip.compress(page.encode(), mtime=0) if packed else page.encode()
    heads = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n" + ("Content-Encoding: gzip\r\n" if packed else "")
    return a_record(
        heads.encode() + b"\r\n" + body, kind="response", media="application/http; msgtype=response", url=url
    )


def gz(*members: bytes) -> bytes:
    return b"".join(gzip.compress(member, mtime=0) for member in members)


def a_zip(members: Mapping[str, bytes]) -> bytes:
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as files:
        for name, raw in members.items():
            files.writestr(name, raw)
    return to.getvalue()


def articles_of(path: Path, **wanted: object) -> list[tuple[str, object]]:
    """Return place and words of each article, or place and the reason why there is none."""
    from accord.sources.archives import Article, Wanted, archive_of

    with path.open("rb") as file:
        archive = archive_of(path.name, file)
        assert archive is not None
        found = list(archive.articles(file, Wanted(**wanted)))
    return [(one.place, one.raw if isinstance(one, Article) else one.error.reason) for one in found]
