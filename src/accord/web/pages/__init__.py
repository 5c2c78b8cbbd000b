"""The pages, one module each: what they ask the register, and which template shows it.

In -> out: a `Visit` and what stands in the address -> a page.
A page that only looks asks `register` or `insight`; what a form does goes through `flows`.
"""

from accord.web.pages import agreements, documents, door, evidence, today

ROUTERS = (
    door.router,
    today.router,
    agreements.router,
    documents.router,
    evidence.router,
)

__all__ = ["ROUTERS"]
