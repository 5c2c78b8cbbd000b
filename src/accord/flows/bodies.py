"""Promises to set up a body, and the body itself: that it met shows that it is set up, and is asked once.

In:  links of later words to promises; a decision that a body met.
Out: a link whose words tell of a session is one to the body; who confirms it confirms, too, that the promise is delivered.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from accord.follow.linking import Link
from accord.follow.silence import CLOSED
from accord.insight.mechanisms import HELD
from accord.model.reading import Span
from accord.register import Asking
from accord.register.asking.mechanisms import Body, bodies_set_up, set_up_by
from accord.register.asking.states import state_of

__all__ = ["Bodies", "bodies_promised", "of_body", "overlap", "set_up_too"]

Bodies = Mapping[str, Sequence[Body]]  # by the document that tells of their setting up


def bodies_promised(asking: Asking) -> Bodies:
    """Return the bodies that documents tell of, by the document."""
    found: dict[str, list[Body]] = defaultdict(list)
    for one in bodies_set_up(asking):
        found[one.document].append(one)
    return found


def of_body(link: Link, bodies: Bodies) -> Link:
    """Return a link; where words under way name the body that the promise is to set up, as one to that body: it met."""
    promise = link.promise
    if promise.kind != "commitment" or link.state != HELD:
        return link
    said = link.quote.casefold()
    for one in bodies.get(promise.document, ()):
        if overlap(one.span, promise.span) and one.name.casefold() in said:
            return msgspec.structs.replace(link, promise=msgspec.structs.replace(promise, id=one.id, kind="mechanism"))
    return link


def set_up_too(asking: Asking, body: str) -> list[str]:
    """Return the promises that are kept when a body has met: to set it up, where anything is owed of them."""
    return [id_ for id_ in set_up_by(asking, body) if state_of(asking, id_) not in CLOSED]


def overlap(left: Span, right: Span) -> bool:
    """Return whether two places of one document have words in common."""
    return left[0] < right[1] and right[0] < left[1]
