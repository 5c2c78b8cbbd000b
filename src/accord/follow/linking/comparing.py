"""Compare a promise with a later document: signs that are asked for depend on whether both are written in one script.

In:  a promise with what its words are about, a statement of a later document.
Out: `Sign`s of the pair, and of the two documents.
"""

from collections.abc import Iterator

from accord.follow.linking import abroad, following, scoring
from accord.follow.linking.scoring import Known, Sign
from accord.follow.linking.statements import Statement

__all__ = ["document_signs", "is_abroad", "signs"]


def is_abroad(one: Known, statement: Statement) -> bool:
    """Return whether promise and later document are written in two scripts, so that their words can not be the same."""
    return one.ideographic != statement.whole.ideographic


def signs(one: Known, statement: Statement) -> Iterator[Sign]:
    """Return every sign that a sentence speaks of a promise, or does not."""
    return abroad.signs(one, statement) if is_abroad(one, statement) else scoring.signs(one, statement)


def document_signs(one: Known, statement: Statement) -> Iterator[Sign]:
    """Return the signs that a document follows up the document of a promise, or does not.

    `statement` is that of its sentences which fits best, `one` the promise that it fits.
    """
    way = abroad.document_signs if is_abroad(one, statement) else following.document_signs
    return way(one, statement)
