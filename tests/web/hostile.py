"""A register whose every word tries to run as a script, and what a page must not hold."""

from collections import deque
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from msgspec.structs import replace

from accord.bootstrap import the_identity
from accord.errors import AccordError
from accord.flows import Deciding, ingest, set_value
from accord.model.document import Found, Refusal, Text
from accord.model.reading import Facts, Mechanism, Meeting, Progress, Project
from accord.register import Register, list_records
from tests.builders import a_commitment, a_found, a_party, a_post, a_signing, facts_of
from tests.web.teams import NOW

__all__ = ["PAYLOADS", "HostileReader", "crawled", "hostile_register", "wrongs"]

PAYLOADS = [
    line
    for line in (Path(__file__).parent / "tables" / "payloads.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("# ")
]
_AFTER = " and CETC signed a framework agreement."


class HostileReader:
    """Takes the first line of a document for every name that a fact can have."""

    def name(self, language: str) -> str | None:
        return "fake en 1"

    def read(self, text: Text, published: str | None) -> Facts:
        word, span = text.content.partition(_AFTER)[0], (0, len(text.content))
        parties = (a_party(text.content, word, number=1), a_party(text.content, "CETC", number=2))
        return facts_of(
            parties=parties,
            agreements=(a_signing(span, ("p1", "p2"), title=word, place=word, signatories=(word,), date="2024-07-14"),),
            meetings=(Meeting("m1", "test", "meeting", "2024-07-14", word, ("p1", "p2"), (span,), (), (), 0.9),),
            posts=(replace(a_post(text.content, word, word, word), party="p1"),),
            commitments=(a_commitment(span, ("p1",), agreement="a1"),),
            progress=(Progress("g1", "test", "p1", word, "under_way", word, "2024-07-14", None, (span,)),),
            mechanisms=(Mechanism("n1", "test", "coordination", word, None, ("p1", "p2"), (span,)),),
            projects=(Project("j1", "test", word, "base", ("p1",), "agreed", None, (span,)),),
        )


def documents() -> list[Found | Refusal]:
    """Return a document a payload, and a refused file a payload."""
    found: list[Found | Refusal] = []
    for number, word in enumerate(PAYLOADS):
        made = a_found(f"{word}{_AFTER}", source=f"news/{number} {word}.html", title=word, published="2024-07-15")
        found.append(replace(made, appearance=replace(made.appearance, publisher=word, media=word)))
        found.append(Refusal(f"broken/{word}", None, "empty", f"{word} is empty", f"throw {word} away"))
    return found


def hostile_register(register: Register) -> None:
    """Fill a register, and decide about what is in it in words of the same kind."""
    ingest(
        documents(), register=register, reader=HostileReader(), identity=the_identity(), clock=lambda: NOW, batch=200
    )
    with register.asking() as asking:
        agreements = list_records(asking, "agreements", limit=100).records
    for one, word in zip(agreements[:8], PAYLOADS[12:20], strict=False):
        deciding = Deciding(register, the_identity(), word[:60], lambda: NOW, word)
        try:
            set_value(deciding, one["id"], "place", word)
        except AccordError as error:
            raise AssertionError(word) from error


_STRANGE = ("iframe", "object", "embed", "base", "style", "marquee", "math", "audio", "video", "image", "mglyph")
_LEADING = ("href", "src", "action", "formaction", "xlink:href", "data", "hx-get", "hx-post")
_HERE = ("/", "?", "#", "http://", "https://", "data:image/")


class _Page(HTMLParser):
    """Notes what in a page is not ours, and where it leads."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        foreign = {
            "script": not told.get("src", "").startswith("/static/") and told.get("type") != "application/json",
            "meta": "http-equiv" in told,
            "link": not told.get("href", "").startswith("/static/"),
        }
        if tag in _STRANGE or foreign.get(tag):
            self.wrong.append(f"<{tag} {told}>")
        self.wrong += [f"{tag} {name}={value[:60]}" for name, value in told.items() if _is_wrong(name, value)]
        if tag == "a" and told.get("href"):
            self.links.append(told["href"])


def _is_wrong(name: str, value: str) -> bool:
    plain = "".join(value.split()).lower()
    if name.startswith(("on", "hx-on", "data-hx-on")) or name == "style":
        return True
    if name == "src":
        return not plain.startswith(("/static/", "data:image/"))
    return name in _LEADING and bool(plain) and not plain.startswith(_HERE)


def wrongs(page: str) -> tuple[list[str], list[str]]:
    """Return what in a page is not ours, and the addresses that it links to."""
    read = _Page()
    read.feed(page)
    return read.wrong, read.links


def crawled(get, first: list[str], most: int) -> dict[str, str]:
    """Return the pages that links lead to from the first ones, breadth first, each kind of page at least some times."""
    waiting, pages, kinds = deque(first), {}, {}
    while waiting and len(pages) < most:
        path = waiting.popleft()
        kind = "/".join(part if part.isalpha() else "*" for part in urlsplit(path).path.split("/"))
        if path in pages or kinds.get(kind, 0) >= len(PAYLOADS) + 10:
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        answer = get(path)
        if not answer.headers.get("content-type", "").startswith("text/html"):
            assert "attachment" in answer.headers.get("content-disposition", "") or answer.status_code in (303, 404), (
                path
            )
            continue
        pages[path] = answer.text
        for link in wrongs(answer.text)[1]:
            at = urldefrag(link)[0]
            if at.startswith("/") and not at.startswith(("//", "/static", "/language", "/theme", "/leave")):
                waiting.append(at)
    return pages
