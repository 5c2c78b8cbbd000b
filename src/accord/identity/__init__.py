"""Who is who, and which reports tell of one agreement. Pure: verdicts and clusters, never decisions.

In:  mentions and reports, each from its own document.
Out: the form of a mention, verdicts with reasons, clusters, the agreement that many reports tell of.
Begin at `events.same_event`. To compare something new, add a reason there and its cases to `tests/identity`.
"""

from accord.identity.clusters import cluster
from accord.identity.events import combine, event_keys, same_event
from accord.identity.names import form

__all__ = ["cluster", "combine", "event_keys", "form", "same_event"]
