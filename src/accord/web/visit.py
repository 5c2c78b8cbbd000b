"""What one request carries: who asks, in which language, and how to answer.

In:  a request.
Out: `Visit`; pages take it as a dependency: `visit: Here`.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

import msgspec
from fastapi import Depends
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from accord.errors import AccordError
from accord.flows import Deciding
from accord.register import Asking
from accord.register.file.version import version
from accord.web.house import House
from accord.web.render import error_told, render
from accord.web.safety.guards import allowed, inside
from accord.web.safety.sessions import Session
from accord.web.words.languages import catalogue, language_of, theme_of

__all__ = ["Here", "Visit", "visit"]

T = TypeVar("T")


class Visit(msgspec.Struct, frozen=True):
    """One request.

    Attributes:
        house: What the app stands on.
        request: The request itself.
        session: Who asks.
        language: `en` or `zh`.
    """

    house: House
    request: Request
    session: Session
    language: str

    @contextmanager
    def asking(self) -> Iterator[Asking]:
        """Yield what answers questions about one state of the register."""
        with self.house.register.asking() as asking:
            yield asking

    def once(self, asking: Asking, question: Hashable, answer: Callable[[], T]) -> T:
        """Return the answer to a question about the register as it is; it is worked out again when the register changes."""
        return self.house.memory.recall(version(asking), question, answer)

    def deciding(self, why: str | None = None) -> Deciding:
        """Return where this person's decisions go."""
        return Deciding(self.house.register, self.house.identity, self.session.person, self.house.clock, why or None)

    def may(self, action: str) -> bool:
        """Return whether this person may do something."""
        return allowed(self.session, action)

    def page(self, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401 - what a template shows
        """Return a page in the person's language."""
        notices = list(self.session.notices)
        self.session.notices.clear()
        shown = {"visit": self, "notices": notices, "theme": theme_of(self.request), **values}
        return HTMLResponse(render(self.language, template, shown), status)

    def words(self, english: str, **values: object) -> str:
        """Return words of ours in the person's language, with values put in (`%(name)s`)."""
        told = catalogue(self.language).gettext(english)
        return told % values if values else told

    def told(self, error: AccordError) -> str:
        """Return what an error says in the person's language."""
        return error_told(error, self.language)

    def tell(self, message: str, kind: str = "done") -> None:
        """Have a message shown on the next page; kinds: `done`, `refused`."""
        self.session.notices.append((kind, message))

    def go(self, path: str, **query: str) -> RedirectResponse:
        """Return an answer that leads on to another page (after a form was taken)."""
        asked = {name: value for name, value in query.items() if value}
        return RedirectResponse(f"{path}?{urlencode(asked)}" if asked else path, 303)


def visit(request: Request) -> Visit:
    """Return what a request carries.

    Raises:
        NotInsideError: Nobody is logged in.
    """
    return Visit(request.app.state.house, request, inside(request), language_of(request))


Here = Annotated[Visit, Depends(visit)]
