"""The feed of what a person watches, for programs that cannot log in (Atom).

In:  the secret in the address, a language.
Out: the newest news, each once under an id that stays; 304 where nothing is otherwise than the reader has it.
"""

from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from typing import Any

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from accord.errors import NotFoundError
from accord.exchange.atom import Entry, Feed, tag_uri, write_atom
from accord.flows.watches import News
from accord.model.labels import label
from accord.register.accounts.feed_keys import feed_key_of
from accord.register.asking.asking import in_language
from accord.web.house import House
from accord.web.news import news_of
from accord.web.safety.feed_keys import subscribed
from accord.web.safety.sessions import Session
from accord.web.words.languages import LANGUAGES, catalogue, language_of

__all__ = ["router"]

router = APIRouter()
_MOST = 100  # entries: a feed reader that comes once a week misses none


@router.get("/feed.atom")
def feed(request: Request, reader: Session = Depends(subscribed)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Return the feed of whom the secret in the address belongs to."""
    asked = request.query_params.get("lang", "")
    language = asked if asked in LANGUAGES else language_of(request)
    content = _written(request.app.state.house, reader.person, language, str(request.base_url).rstrip("/"))
    etag = f'"{sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "Vary": "Accept-Language"}
    if etag in (one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/atom+xml; charset=utf-8", headers=headers)


def _written(house: House, person: str, language: str, base: str) -> bytes:
    with house.register.asking() as asking:
        key = feed_key_of(asking, person)
        if key is None:
            raise NotFoundError("there is no feed at this address; make one on the page of what you watch")
        found = news_of(house, asking, person)[:_MOST]
    _ = catalogue(language).gettext
    title = _("accord: what %(person)s watches") % {"person": key.name}
    about = Feed(tag_uri(key.feed), title, LANGUAGES[language].tag, f"{base}/watching", key.at)
    to = BytesIO()
    write_atom(about, [_entry(one, key.feed, language, base) for one in found], to)
    return to.getvalue()


def _entry(one: News, feed_name: str, language: str, base: str) -> Entry:
    told = in_language({"record": one.record, "about": list(one.about)}, language)
    record, about = told["record"], [_name(each) for each in told["about"]]
    day = record.get("published") or ""
    return Entry(
        tag_uri(feed_name, one.id),
        _title(record, about, language),
        one.at,
        f"{base}/documents/{one.id}" if record["what"] == "document" else f"{base}/history?id={one.id}",
        "\n".join(_lines(one, record, language)),
        day if len(day) == len("2026-01-01") else None,
        tuple(about),
    )


def _title(record: dict[str, Any], about: list[str], language: str) -> str:
    if record["what"] == "document":
        return str(record["title"] or record["source"])
    decided = _of_what(record)
    kind = " ".join(label("DecisionKind", one["kind"], language) for one in (record, record["undone"]) if one)
    state = f" ({label('State', decided['state'], language)})" if decided.get("state") else ""
    return f"{kind}{state}: {LANGUAGES[language].comma.join(about)}"


def _lines(one: News, record: dict[str, Any], language: str) -> Iterator[str]:
    """Yield what is told of the watched things, each with its words."""
    _ = catalogue(language).gettext
    for fact in record.get("facts", ()):
        new = _("New") + ": " if fact["new"] else ""
        yield f"{new}{label('FactKind', fact['kind'], language)}: “{fact['quote']}”"
    for each in one.links:
        state = label("State", each.link.state, language)
        yield _("May say of a promise, not confirmed: %(state)s") % {"state": state} + f": “{each.link.quote}”"
    if record["what"] == "decision":
        decided = _of_what(record)
        for name in ("target", "words", "left", "right", "fact"):
            if (decided.get(name) or {}).get("quote"):
                yield f"“{decided[name]['quote']}”"
        yield f"{record['by']}" + (f": {record['why']}" if record["why"] else "")


def _of_what(record: dict[str, Any]) -> dict[str, Any]:
    """Return what was decided; of an undo, what it is of."""
    decided: dict[str, Any] = (record["undone"] or record)["decision"]
    return decided


def _name(of: dict[str, Any]) -> str:
    sides = " — ".join(each["name"] for each in of.get("parties") or ())
    return str(of.get("name") or of.get("quote") or of.get("title") or sides or of["id"])
