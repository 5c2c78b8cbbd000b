"""What is said where a command finds nothing: that there is nothing, and how to get something.

In:  the register; what was looked for.
Out: one line.
"""

from accord.register import Asking, list_records

__all__ = ["nothing"]


def nothing(asking: Asking, url: str, said: str, *, needs: str = "documents", how: str = "") -> str:
    """Return that there is nothing, and how to get something.

    Args:
        asking: The register.
        url: Where it is.
        said: What is not there, as a sentence.
        needs: The list of which something must be there first, such as `commitments`.
        how: What to do where all that is needed is there.
    """
    if not list_records(asking, "documents", limit=1).total:
        return f"{said} {url} has no documents yet: accord ingest FOLDER --register {url}"
    if not list_records(asking, needs, limit=1).total:
        return f"{said} The register has no {needs} yet; read more news (accord ingest FOLDER), or enter them: accord decide enter"
    return f"{said} {how}".strip()
