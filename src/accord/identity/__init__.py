"""Who is who, and which reports tell of one agreement. Pure: verdicts and clusters, never decisions.

In:  mentions and reports, each from its own document.
Out: the form of a mention, verdicts with reasons, clusters, the agreement that many reports tell of.

Names: `text` folds, `cutting` cuts a name into places, known bodies, words and what is its own, `bodies` pairs the parts of
two names, `organs` and `levels` settle places, `called` and `persons` read persons; `names` puts them together. The words
are tables in `data/`: a new word, legal form, surname or spelling is a row.

Begin at `events.same_event`. To compare something new, add a reason there and its cases to `tests/identity`.
"""

from accord.identity.body import body
from accord.identity.called import sounds
from accord.identity.clusters import cluster
from accord.identity.doubts import doubtful_names
from accord.identity.events import clear, event_keys, same_event
from accord.identity.holders import families, like_posts, same_holder, seat
from accord.identity.names import body_keys, code_of, form, kind_of, same_body
from accord.identity.telling import combine

__all__ = [
    "body",
    "body_keys",
    "clear",
    "cluster",
    "code_of",
    "combine",
    "doubtful_names",
    "event_keys",
    "families",
    "form",
    "kind_of",
    "like_posts",
    "same_body",
    "same_event",
    "same_holder",
    "seat",
    "sounds",
]
