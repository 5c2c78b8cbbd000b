"""Keep a register in order: fold it anew, read it anew, verify it."""

from collections.abc import Callable, Iterator

from accord import __version__
from accord.flows.reader import Reader
from accord.register import Identity, Problem, Register, digest, fold, problems, rebuild
from accord.register.log import log

__all__ = ["Progress", "read_again", "rebuild_register", "verify_register"]

Progress = Callable[[int, int], None]


def rebuild_register(register: Register, identity: Identity, *, progress: Progress) -> int:
    """Return how many units the register was folded from anew, in one transaction: readers see the old one until then."""
    with register.writing() as connection:
        return rebuild(connection, identity, progress=progress)


def read_again(
    register: Register, reader: Reader, identity: Identity, *, clock: Callable[[], str], progress: Progress
) -> int:
    """Return how many texts this reader has read that no reader of its version had; what it read stays if stopped."""
    with register.writing() as connection:
        run = log.begin_run(connection, command="read again", version=__version__, at=clock())
    with register.reading() as connection:
        rows = log.text_rows(connection)
    count = 0
    for done, row in enumerate(rows, start=1):
        count += _read_one(register, row, reader, identity, run)
        progress(done, len(rows))
    with register.writing() as connection:
        log.end_run(connection, run, at=clock(), counts={"read": count})
    return count


def verify_register(
    register: Register, identity: Identity, *, scratch: Register, progress: Progress
) -> Iterator[Problem]:
    """Yield what does not hold; last, whether a register folded anew from the same log (in `scratch`) is the same."""
    with register.reading() as connection:
        yield from problems(connection)
        stands = digest(connection)
    rebuild_register(scratch, identity, progress=progress)
    with scratch.reading() as connection:
        anew = digest(connection)
    if anew != stands:
        message = f"folded anew it has the digest {anew}, not {stands}; run: accord rebuild"
        yield Problem("digest", stands, register.url, message)


def _read_one(register: Register, row: int, reader: Reader, identity: Identity, run: int) -> int:
    with register.reading() as connection:
        text = log.text_at(connection, row)
        name, published = reader.name(text.language), log.published_of(connection, row)
        if name is None or not log.unread(connection, row, name, published):
            return 0
    facts = reader.read(text, published)
    with register.writing() as connection:
        if not log.unread(connection, row, name, published):
            return 0
        log.add_reading(connection, row, facts, reader=name, published=published, run=run)
        fold(connection, [text.id], identity)
    return 1
