"""The API: what the pages show and what their forms do, as JSON, described by an OpenAPI document.

In -> out: a request below `/api/v1` -> JSON in the shapes of `shapes.py`, or a problem (RFC 9457).
Begin at `calls.py` (every call, one line each: address, who may, what it takes and gives), then `call.py` (what a call
is), `asked.py` (what a request must look like), `answering.py` (ETag, links to the next page), `openapi.py`.
What the calls do: `lists.py`, `ones.py` (one thing with its evidence), `finding.py`, `deciding.py`, `reading.py`.
To add a call: a function in one of these, its shapes, its line in `calls.py`; then `python -m accord.web.api.reference`.
"""

from accord.web.api.router import methods_at, router

__all__ = ["methods_at", "router"]
