"""Agreements: the list."""

from fastapi import APIRouter, Depends
from starlette.responses import Response

from accord.register import list_records
from accord.web.safety.guards import needs
from accord.web.visit import Here

__all__ = ["router"]

router = APIRouter(dependencies=[Depends(needs("look"))])


@router.get("/")
@router.get("/agreements")
def agreements(visit: Here, page: int = 1) -> Response:
    """Show one page of agreements."""
    with visit.asking() as asking:
        found = list_records(asking, "agreements", limit=25, offset=(max(page, 1) - 1) * 25)
    return visit.page("agreements/list.html", found=found)
