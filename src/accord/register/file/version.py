"""Say in a few characters which state of the register is shown, so that what was made from it can be kept until it changes.

In:  a register.
Out: a word that changes with whatever is shown: what came, what was read, decided, refused or erased.

The log is only ever added to, so its newest rows tell; what was derived follows from them and the fold's version.
"""

from accord.register.file.plain import Asking

__all__ = ["version"]

_NEWEST = (
    "SELECT (SELECT MAX(row) FROM text), (SELECT MAX(row) FROM appearance), (SELECT MAX(row) FROM reading), "
    "(SELECT MAX(seq) FROM decision), (SELECT MAX(row) FROM quarantine), "
    "(SELECT COUNT(*) FROM quarantine WHERE resolved IS NULL), (SELECT MAX(row) FROM run), "
    "(SELECT MAX(finished) FROM run), (SELECT COUNT(*) FROM purge), "
    "(SELECT value FROM meta WHERE key = 'derived'), (SELECT value FROM meta WHERE key = 'folds')"
)


def version(connection: Asking) -> str:
    """Return the state that the register is in; the same word, the same answers.

    Args:
        connection: The register; it sees one state throughout.
    """
    return "-".join("" if one is None else str(one) for one in connection.execute(_NEWEST).one())
