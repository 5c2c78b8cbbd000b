"""The pages, one module each: what they ask the register, and which template shows it.

In -> out: a `Visit` and what stands in the address -> a page.
A page that only looks asks `register` or `insight`; what a form does goes through `flows`.
"""

from accord.web.pages import (
    account,
    adding,
    agreements,
    alike,
    board,
    calendar,
    documents,
    door,
    evidence,
    evidence_enter,
    ground,
    history,
    map,
    mechanisms,
    network,
    papers,
    papers_report,
    parties,
    persons,
    projects,
    promises,
    removing,
    review,
    signing,
    team,
    today,
)

ROUTERS = (
    door.router,
    today.router,
    agreements.router,
    adding.router,
    documents.router,
    evidence.router,
    evidence_enter.router,
    account.router,
    team.router,
    removing.router,
    signing.router,
    parties.router,
    alike.ways(alike.PARTIES),
    persons.router,
    alike.ways(alike.PERSONS),
    network.router,
    map.router,
    ground.router,
    papers.router,
    papers_report.router,
    projects.router,
    board.router,
    promises.router,
    mechanisms.router,
    calendar.router,
    review.router,
    history.router,
)

__all__ = ["ROUTERS"]
