"""Erase the words of a document for ever: out of the log, the derived tables, the indexes and the file.

In:  a document, who asks, and why: without a reason nothing is erased.
Out: the decision as recorded, which cannot be undone; later the same words are refused.
"""

from accord.errors import DecisionError
from accord.flows.decide import Deciding
from accord.flows.inbox import inbox_of
from accord.model.decision import Decided, Purge
from accord.register import find_id, fold, over
from accord.register.log import log
from accord.register.log.purging import erase, forget_jobs, purged_rows

__all__ = ["purge"]


def purge(deciding: Deciding, document: str) -> Decided:
    """Return the recorded decision; what older and newer readings of the same bytes made goes with it.

    Raises:
        DecisionError: No reason is given, it is no document, or its words are gone already.
        StoreError: The words are erased, but the file could not be written anew to leave no trace.
    """
    if not (deciding.why and deciding.why.strip()):
        raise DecisionError("say why: the reason is all that stays of a purged document")
    with deciding.register.writing() as connection:
        what, whole = find_id(over(connection), document)
        row = log.row_of(connection, whole) if what == "document" else None
        if row is None:
            raise DecisionError("%(id)s is no document; only the words of a document can be purged", id=document)
        if purged_rows(connection, [row]):
            raise DecisionError("%(id)s is purged already", id=document)
        texts = [whole, *_left(connection, log.versions_of(connection, row))]
        decided = [_erase(connection, deciding, text) for text in texts]
        paths = [path for text in texts for path in forget_jobs(connection, text)]
        fold(connection, sorted(texts), deciding.identity)
    for path in paths:
        inbox_of(deciding.register).drop(path)
    deciding.register.scrub()
    return decided[0]


def _left(connection: log.Connection, texts: list[str]) -> list[str]:
    rows = {text: log.row_of(connection, text) or 0 for text in texts}
    gone = purged_rows(connection, rows.values())
    return [text for text in texts if rows[text] not in gone]


def _erase(connection: log.Connection, deciding: Deciding, text: str) -> Decided:
    decided = log.add_decision(connection, Purge(text), by=deciding.by, at=deciding.clock(), why=deciding.why)
    erase(connection, text, decided)
    return decided
