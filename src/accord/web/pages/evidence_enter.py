"""A fact that a person has found in a document: the words that say it, then what they say.

In:  the document's id; where the words stand, or the words themselves, for who cannot select them with a mouse.
Out: the form; what it says is recorded by `flows.correct.enter_words`.
"""

from collections.abc import Iterator

from fastapi import APIRouter, Depends
from starlette.datastructures import FormData
from starlette.responses import Response

from accord.errors import DecisionError, NotFoundError
from accord.flows.correct import enter_words
from accord.register.pages.documents import bodies_here, document, document_id, facts_here
from accord.web.pages.evidence_answers import back_to, number_of, quoted, text_of
from accord.web.pages.evidence_forms import ENTERED, Typed, boxes, typed
from accord.web.safety.guards import needs, posted
from accord.web.visit import Here, Visit

__all__ = ["router"]

router = APIRouter(prefix="/documents", dependencies=[Depends(needs("look")), Depends(needs("correct"))])
_MOST = 20  # places of the same words that are offered


@router.get("/{id_}/enter")
def entry(visit: Here, id_: str, start: int = -1, end: int = -1, kind: str = "", words: str = "") -> Response:
    """Show the form for a fact that words of the document say; without words, ask for them."""
    if start < 0:
        return _asked_for_words(visit, id_, words.strip())
    return _entry(visit, id_, (start, end), kind if kind in ENTERED else "commitment")


@router.post("/{id_}/enter")
def enter(visit: Here, id_: str, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Record a fact that a person has found in words of the document."""
    kind = text_of(form, "of") if text_of(form, "of") in ENTERED else "commitment"
    span, said = (number_of(form, "start"), number_of(form, "end")), typed(kind, form)
    if said.wrong:
        return _entry(visit, id_, span, kind, said)
    with visit.asking() as asking:
        whole = document_id(asking, id_)
    fields = {name: value for name, value in said.fields.items() if value not in (None, [])}
    try:
        done = enter_words(visit.deciding(text_of(form, "why")), kind, fields, held=whole, span=span)  # type: ignore[arg-type]
    except DecisionError as error:
        return _entry(visit, id_, span, kind, said, trouble=visit.told(error))
    with visit.asking() as asking:
        row = document(asking, whole)["row"]
        made = next((one["id"] for one in facts_here(asking, row) if done[0].id in one["edited"]), "")
    return back_to(id_, made, done)


def _asked_for_words(visit: Visit, id_: str, words: str) -> Response:
    with visit.asking() as asking:
        found = document(asking, id_)
    spans = list(_places(found["content"], words))
    if len(spans) == 1:
        return _entry(visit, id_, spans[0], "commitment")
    places = [{**quoted(found["content"], span), "start": span[0], "end": span[1]} for span in spans]
    return visit.page("documents/which_words.html", one=found, id=found["id"], words=words, places=places)


def _places(content: str, words: str) -> Iterator[tuple[int, int]]:
    at, count = content.find(words) if words else -1, 0
    while at >= 0 and count < _MOST:
        yield at, at + len(words)
        at, count = content.find(words, at + 1), count + 1


def _entry(
    visit: Visit, id_: str, span: tuple[int, int], kind: str, said: Typed | None = None, *, trouble: str = ""
) -> Response:
    with visit.asking() as asking:
        found = document(asking, id_)
        bodies = bodies_here(asking, found["row"])
    start, end = span
    if not 0 <= start < end <= len(found["content"]):
        raise NotFoundError("the document has no words from %(start)s to %(end)s", start=start, end=end)
    return visit.page(
        "documents/enter.html", status=422 if said else 200, one=found, id=found["id"], kind=kind, kinds=ENTERED,
        start=start, end=end, quotes=[quoted(found["content"], span)], boxes=boxes(kind, said.fields if said else {}),
        bodies=bodies, wrong=said.wrong if said else (), trouble=trouble,
    )  # fmt: skip
