"""Hide a document with its facts, or erase its words for ever. The forms stand on the document's page."""

from fastapi import APIRouter, Depends
from starlette.datastructures import FormData
from starlette.responses import Response

from accord.errors import DecisionError
from accord.flows import purge, withdraw
from accord.register import find_id
from accord.web.safety.guards import needs, posted
from accord.web.visit import Here

__all__ = ["router"]

router = APIRouter(prefix="/documents", dependencies=[Depends(needs("look"))])
_HASH = slice(7, 15)  # of `sha256:0123abcd...`: what is typed to be sure which document is meant


@router.post("/{document}/withdraw", dependencies=[Depends(needs("withdraw"))])
def withdraw_it(visit: Here, document: str, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - FastAPI's way
    """Hide a document; that can be undone."""
    _ = visit.words
    decided = withdraw(visit.deciding(_why(form)), document)
    visit.tell(_("The document is hidden with all its facts (%(decision)s).", decision=decided.id))
    return visit.go(f"/documents/{decided.decision.document}")  # type: ignore[union-attr]


@router.post("/{document}/purge", dependencies=[Depends(needs("purge"))])
def purge_it(visit: Here, document: str, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - FastAPI's way
    """Erase the words of a document, where the first digits of its hash were typed to confirm it."""
    _ = visit.words
    with visit.asking() as asking:
        whole = find_id(asking, document)[1]
    if str(form.get("confirm") or "").strip().lower() != whole[_HASH]:
        raise DecisionError("to erase this document for ever, type %(hash)s; nothing was erased", hash=whole[_HASH])
    decided = purge(visit.deciding(_why(form)), whole)
    visit.tell(_("Its words are erased for ever (%(decision)s).", decision=decided.id))
    return visit.go(f"/documents/{whole}")


def _why(form: FormData) -> str:
    return str(form.get("why") or "").strip()
