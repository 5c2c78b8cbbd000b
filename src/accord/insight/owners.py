"""Which post owes a promise, and who holds it today: the promise stays with the post when the person moves.

In:  the agreement of a promise and who is to act.
Out: `Owner`s: the posts of those who signed for the bodies that are to act, each with its words; and, where later documents name
     another person in a post of the same family at the same body, that person as the successor, with the words. A person judges.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from accord.identity.called import called
from accord.identity.holders import families, seat
from accord.register import Asking, entity_of
from accord.register.asking.owed import owed_by
from accord.register.asking.signers import signers
from accord.register.pages.parties import posts_at

__all__ = ["Named", "Owner", "named_owner", "owners"]

_POSTS = 60  # of a body: those of the latest documents
_ID = "p-"


class Owner(msgspec.Struct, frozen=True):
    """A post that owes a promise.

    Attributes:
        post: As the document words it.
        party: Body at which it is: `id` and names.
        person: Who held it when it was signed.
        proof: Words that say so: quote, document, title, published.
        successor: Who holds a post of that family by a later document: `id`, `name`, `post`, `proof`, `last`; None where nobody
            else is named in one.
        seen: The last day of a document that still names the signer in it; None where none does.
    """

    post: str
    party: dict[str, Any]
    person: str
    proof: dict[str, Any]
    successor: dict[str, Any] | None
    seen: str | None


class Named(msgspec.Struct, frozen=True):
    """A post that a person named as the one that is to keep a promise.

    Attributes:
        post, body: In the words of who named it; `party` is the body among those of the promise, None where it is none of them.
        by, at, why, decision: Who said so, when, why; the id of the decision.
        holder: Who holds a post of that family there by the latest document: `id`, `name`, `post`, `proof`, `last`; None where
            nobody is known to.
    """

    post: str
    body: str | None
    party: dict[str, Any] | None
    by: str
    at: str
    why: str | None
    decision: str
    holder: dict[str, Any] | None


def named_owner(asking: Asking, fact: int, bodies: Iterable[Mapping[str, Any]]) -> Named | None:
    """Return the post that a person named for a promise, with who holds it by the news; None where nobody named one.

    Args:
        asking: One state of the register.
        fact: Row of the commitment.
        bodies: Who is to act and who agreed: `id` and names.
    """
    said = owed_by(asking, fact)
    if said is None:
        return None
    party = next((dict(one) for one in bodies if said["body"] and said["body"] in _names(one)), None)
    row = entity_of(asking, party["id"]) if party else None
    held = [each for each in posts_at(asking, row, _POSTS) if _one_post(said["post"], each["post"])] if row else []
    holder = max(held, key=lambda each: (each["last"] or "", each["id"]), default=None)
    return Named(**said, party=party, holder=holder)


def _names(one: Mapping[str, Any]) -> set[Any]:
    return {told for name, told in one.items() if name == "name" or name.startswith("name_")}


def owners(asking: Asking, agreement: str, actors: Iterable[Mapping[str, Any]]) -> list[Owner]:
    """Return the posts that owe what bodies promised in an agreement, each once; empty where nobody is known to have signed for them.

    Args:
        asking: One state of the register.
        agreement: Its id.
        actors: Bodies that are to act, with their ids.
    """
    seats = {seat(one["id"].removeprefix(_ID)) for one in actors}
    found: dict[tuple[str, str], Owner] = {}
    for one in signers(asking, agreement):
        if seat(one["party"].removeprefix(_ID)) in seats:
            found.setdefault((one["person"], one["post"]), _owner(asking, one))
    return list(found.values())


def _owner(asking: Asking, one: Mapping[str, Any]) -> Owner:
    party = {"id": one["party"]} | {
        name: told for name, told in one.items() if name == "name" or name.startswith("name_")
    }
    held = [each for each in posts_at(asking, one["body"], _POSTS) if _one_post(one["post"], each["post"])]
    own = [each["last"] for each in held if _one_name(each["name"], one["person"]) and each["last"]]
    successor = _successor(held, one["person"], max(own, default=one["published"] or ""))
    return Owner(one["post"], party, one["person"], dict(one), successor, max(own, default=None))


def _successor(held: Sequence[dict[str, Any]], person: str, since: str) -> dict[str, Any] | None:
    """Return who is named in the post after the last day on which the signer was; the latest of several."""
    others = [each for each in held if not _one_name(each["name"], person) and (each["last"] or "") > since]
    return max(others, key=lambda each: (each["last"], each["id"]), default=None)


def _one_post(left: str, right: str | None) -> bool:
    """Return whether two posts at one body are of one family, or in the same words."""
    if not right:
        return False
    return "".join(left.split()).casefold() == "".join(right.split()).casefold() or bool(
        families((left,)) & families((right,))
    )


def _one_name(left: str, right: str) -> bool:
    return called(left).plain == called(right).plain
