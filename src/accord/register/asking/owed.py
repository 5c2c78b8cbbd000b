"""Which post a person says is to keep a promise.

In:  an open register.
Out: the newest that was said of it, at whichever report that words it; who said so, and when.
"""

from typing import Any

from accord.register.file.plain import Asking

__all__ = ["OWNER", "owed_by"]

_SAID = (
    "FROM promise_wording x JOIN promise_wording y ON y.promise = x.promise JOIN owed_by o ON o.fact = y.commitment "
    "WHERE x.commitment = {fact} ORDER BY o.decision DESC LIMIT 1"
)
OWNER = f"(SELECT o.post || CASE WHEN o.body IS NULL THEN '' ELSE ', ' || o.body END {_SAID.format(fact='f.row')})"
_OWED = (
    f"SELECT o.post, o.body, 'd' || o.decision AS decision, c.by, c.at, c.why FROM (SELECT o.* {_SAID.format(fact='f.row')}) "
    "o JOIN decision c ON c.seq = o.decision"
)


def owed_by(asking: Asking, fact: int) -> dict[str, Any] | None:
    """Return the post that is to keep the promise of a commitment's row: `post`, `body`, `decision`, `by`, `at`, `why`; else None."""
    found = asking.execute(_OWED.replace("f.row", ":fact"), {"fact": fact}).mappings()
    return found[0] if found else None
