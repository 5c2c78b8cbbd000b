"""What jobs are read with, and what becomes of each document.

In:  documents that were found or refused.
Out: `Ended`, one each: new, known, kept unread, refused with the reason.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from accord.flows.inbox import Inbox
from accord.flows.ingest import Counts, Step, ingest
from accord.flows.reader import Reader
from accord.model import Found, Refusal
from accord.register import Identity, Register
from accord.sources import Fetched, Outside
from accord.sources.network import is_public

if TYPE_CHECKING:
    from accord.sources.fetch import Limits

__all__ = ["Ended", "Works", "counted", "outside_of", "take_in"]


class Works(msgspec.Struct, frozen=True):
    """What jobs are read with.

    Attributes:
        register: Where documents go.
        inbox: Where files wait.
        reader: Gives the reader when the first document comes; languages take a second and memory to load.
        identity: Who is who.
        clock: The time now, RFC 3339, UTC.
        max_bytes: Longest document.
        may_reach: Which network addresses may be fetched from.
        stopped: Whether the program is about to end: then no other document is begun.
        contact: How servers can reach who answers for this program, an address or an e-mail; "" says nothing.
        pause_s: Seconds between two requests to one site that is watched.
    """

    register: Register
    inbox: Inbox
    reader: Callable[[], Reader]
    identity: Identity
    clock: Callable[[], str]
    max_bytes: int
    may_reach: Callable[[str], bool] = is_public
    stopped: Callable[[], bool] = lambda: False
    contact: str = ""
    pause_s: float = 1.0

    def limits(self, max_bytes: int = 0) -> "Limits":
        """Return how far a fetch may go; `max_bytes` where it is not that of a document."""
        from accord.sources.fetch import Limits, agent_of  # what speaks to the network is loaded where it is spoken to

        return Limits(
            max_bytes=max_bytes or self.max_bytes, may_reach=self.may_reach, agent=agent_of(self.contact)
        )  # fmt: skip


class Ended(msgspec.Struct, frozen=True):
    """What became of one document. It holds none of its words, so that what is purged is nowhere.

    Attributes:
        source: As the register calls it.
        outcome: `new`, `known`, `another_place`, `unread` or `refused`.
        document: Its id; "" of one that was refused.
        reason: Why it was refused, a slug; "" of others.
        message: In the program's words, with `advice`.
    """

    source: str
    outcome: str
    document: str = ""
    reason: str = ""
    message: str = ""
    advice: str = ""


def take_in(works: Works, found: Iterable[Found | Refusal], command: str) -> list[Ended]:
    """Return what became of documents, each read into the register and committed before the next one is looked at."""
    came: list[Found | Refusal] = []
    steps: list[Step] = []

    def noting() -> Iterator[Found | Refusal]:
        for one in found:
            came.append(one)
            yield one

    ingest(
        noting(), register=works.register, reader=works.reader(), identity=works.identity, clock=works.clock,
        progress=steps.append, command=command,
    )  # fmt: skip
    return [_ended(one, step) for one, step in zip(came, steps, strict=False)]


def outside_of(works: Works) -> Outside:
    """Return what documents come through, besides files."""

    def fetched(address: str) -> Fetched:
        from accord.sources.fetch import fetch

        return fetch(address, limits=works.limits())

    return Outside(fetch=fetched, retrieved=works.clock(), max_bytes=works.max_bytes)


def counted(ended: Iterable[Ended]) -> dict[str, int]:
    """Return how many documents ended how; outcomes that none had are left out."""
    counts = Counts()
    for one in ended:
        setattr(counts, one.outcome, getattr(counts, one.outcome) + 1)
    return {name: number for name, number in msgspec.to_builtins(counts).items() if number}


def _ended(one: Found | Refusal, step: Step) -> Ended:
    if isinstance(one, Refusal):
        return Ended(one.source, step.outcome, reason=one.reason, message=one.message, advice=one.advice)
    if step.outcome == "refused":  # its words were purged
        return Ended(one.appearance.source, "refused", reason="purged", message=step.message)
    return Ended(one.appearance.source, step.outcome, document=one.text.id, message=step.message)
