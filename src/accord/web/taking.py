"""What forms about promises share: the words that a form names, and a decision taken with a notice of it.

In:  a form.
Out: `Words`; a notice on the next page.
"""

from collections.abc import Callable

from starlette.datastructures import FormData

from accord.errors import ConflictError, DecisionError, NotFoundError
from accord.flows.reached import Words
from accord.model.decision import Decided
from accord.web.forms import text_of
from accord.web.visit import Visit

__all__ = ["take", "words_in"]


def words_in(form: FormData) -> Words:
    """Return the words that a form names: by where they stand, or by a quote."""
    start, end = text_of(form, "start"), text_of(form, "end")
    if start.isdigit() and end.isdigit():
        return Words(text_of(form, "document"), span=(int(start), int(end)))
    return Words(text_of(form, "document"), quote=text_of(form, "quote"))


def take(visit: Visit, decide: Callable[[], Decided]) -> None:
    """Record a decision and say so; where it cannot be taken, say why."""
    _ = visit.words
    try:
        visit.tell(_("%(id)s is recorded.", id=decide().id))
    except (ConflictError, DecisionError, NotFoundError) as error:
        visit.tell(visit.told(error), "refused")
