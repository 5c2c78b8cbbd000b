"""Read what a page says about itself: title, day of publication, publisher.

In:  a `Layout`.
Out: each value, or None.

What the page's metadata say comes first, then what stands on the page. `data/html_meta.tsv` lists the names in the
order in which they are believed.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from accord.sources.dates import first_day
from accord.sources.heads import read_head, reads_like_a_title
from accord.sources.html_blocks import Layout
from accord.sources.html_main import shown
from accord.sources.tables import rows

__all__ = ["published", "publisher", "title"]

_SITE = re.compile(r"\s+[-–—|·»]\s+|\s*[|_]\s*|\s*-{2,}\s*|(?<=[\u3400-\u9fff”》])[-–—](?=[\u3400-\u9fff])")
_SHORTEST = 4  # characters of a title
_MANY = 500  # blocks in which the heading of the page is looked for
_TOP = 40  # blocks: above them stands the dateline of a page
_DEEPEST = 5  # lists and objects within each other in metadata


def title(layout: Layout) -> str | None:
    """Return the title: of the metadata; a heading that the page's `title` also has; the `title` less the site's name."""
    stated = next(_stated(layout, "title"), None)
    whole = " ".join((stated or layout.title).split())
    headings = [block.text for block in shown(layout)[:_MANY] if block.heading and len(block.text) >= _SHORTEST]
    short = _without_site(whole)
    for heading in sorted(headings, key=len, reverse=True):
        in_title = _alike(heading) in _alike(f"{whole} {layout.title}")
        if in_title or (short and _alike(short) in _alike(heading) and reads_like_a_title(heading)):
            return heading
    return short or next(filter(reads_like_a_title, headings), None)


def published(layout: Layout, *, latest: date | None) -> tuple[str | None, list[str]]:
    """Return the day of publication, and warnings about absurd dates that were passed over."""
    values = [str(value["datePublished"]) for value in _data(layout) if value.get("datePublished")]
    day, warnings = first_day([*values, *_stated(layout, "published")], latest=latest)
    if day:
        return day, warnings
    lines = "\n".join(block.text for block in shown(layout)[:_TOP])
    head = read_head(lines, latest=latest)
    if head.published:
        return head.published, [*warnings, *head.warnings]
    day, more = first_day(list(layout.times[:1]), latest=latest)
    return day, [*warnings, *head.warnings, *more]


def publisher(layout: Layout) -> str | None:
    """Return who published the page: the site's own name, else the source that the page names."""
    for value in _data(layout):
        body = value.get("publisher")
        if isinstance(body, dict) and isinstance(body.get("name"), str):
            return str(body["name"])
    stated = next(_stated(layout, "publisher"), None)
    return stated or read_head("\n".join(block.text for block in shown(layout)[:_TOP])).publisher


def _stated(layout: Layout, means: str) -> Iterator[str]:
    for row in rows("html_meta"):
        if row["means"] == means:
            yield from (value.strip() for name, value in layout.meta if name == row["name"] and value.strip())


def _data(layout: Layout) -> Iterator[dict[str, Any]]:
    """Yield every object in the page's JSON-LD."""
    for script in layout.data:
        try:
            yield from _objects(json.loads(script.strip().strip(";")), 0)
        except (ValueError, RecursionError):  # metadata that no program can read say nothing
            continue


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON is anything
    if isinstance(value, dict):
        yield value
    inner = value if isinstance(value, list) else value.values() if isinstance(value, dict) else ()
    for part in inner if depth < _DEEPEST else ():
        yield from _objects(part, depth + 1)


def _without_site(whole: str) -> str:
    """Return a page's title without the name of the site, which follows a dash, bar or underscore."""
    parts = [part.strip() for part in _SITE.split(whole) if part.strip()]
    if len(parts) < 2:
        return whole
    first, last = parts[0], parts[-1]
    return first if len(first) >= max(_SHORTEST, len(last)) else max(parts, key=len)


def _alike(words: str) -> str:
    return re.sub(r"\W+", "", words).casefold()
