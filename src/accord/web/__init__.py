"""The web app: the other door to accord.

In -> out: requests of a browser or a program -> pages (English and Chinese) and JSON.
Begin at `app.py` (what is put together), then `visit.py` (what one request carries) and one module a page in `pages/`.
What pages share: `render.py` (templates), `words/` (Chinese, labels), `safety/` (who is inside, what a form must bring,
what a browser may load), `templates/parts/` (table, facets, quotes), `static/accord.css` (how it looks).
To add a page: a module in `pages/` with a `router`, its line in `pages/__init__.py`, a template, its Chinese in
`words/zh/`, its actions in `safety/roles.tsv`, and a story in `tests/web/`.
"""

from accord.web.app import make_app
from accord.web.house import House

__all__ = ["House", "make_app"]
