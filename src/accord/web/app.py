"""Put the app together: pages, files, what keeps it safe, and how errors are answered.

In:  a `House`.
Out: an ASGI app.
"""

from importlib.resources import files

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from accord import __version__
from accord.web import api
from accord.web.answers import answer_errors
from accord.web.background import Background, beside
from accord.web.house import House
from accord.web.pages import ROUTERS
from accord.web.safety.headers import OwnNames, SafeHeaders

__all__ = ["make_app"]

_OPEN = 4  # connections to a register's file that stay open; more people seldom ask in the same tenth of a second


def make_app(house: House) -> FastAPI:
    """Return the app that shows a house's register."""
    app = FastAPI(title="accord", version=__version__, docs_url=None, redoc_url=None, openapi_url=None, lifespan=beside)
    app.state.house, app.state.background = house, Background(house)
    house.register.keep_open(_OPEN)
    if not house.team:
        app.add_middleware(OwnNames)
    app.add_middleware(SafeHeaders)  # added last, it is asked first: every answer passes it
    app.mount("/static", StaticFiles(directory=str(files("accord.web").joinpath("static"))), name="static")
    for router in (*ROUTERS, api.router):
        app.include_router(router)
    answer_errors(app)
    return app
