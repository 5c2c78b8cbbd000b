"""Whether what a sentence tells is a part of what was promised, a step towards it, or all of it.

In:  the words of a sentence or clause of later news, the words of a promise.
Out: yes or no; the words are rules of the kinds `one_of`, `first`, `next`, `step`, `whole`, `last`, `so_far`,
`reason`, `leave` (`data/<language>.toml`).

The same words tell different things of different promises: the first phase is all of a promise of a first phase, and a survey
is all of a promise of a survey.
"""

from accord.follow.linking.weak import weak_rules
from accord.langs import match

__all__ = [
    "counts_so_far",
    "is_a_reason",
    "is_a_step",
    "is_of_the_next",
    "is_one_of_many",
    "is_the_last",
    "is_the_leave",
    "is_the_phase",
    "is_whole",
]


def is_one_of_many(sentence: str, promise: str) -> bool:
    """Return whether a sentence tells of some of so many, and the promise is not just of the first of them.

    >>> is_one_of_many("It is the first of five ferries.", "Borg will build five ferries.")
    True
    >>> is_one_of_many("It is the first of five ferries.", "The first ferry is to sail in May.")
    False
    """
    return _has("one_of", sentence) and not _has("one_of", promise) and not _names_the_first(promise)


def is_the_phase(sentence: str, promise: str) -> bool:
    """Return whether a sentence tells of a first phase that is all that was promised.

    >>> is_the_phase("The first phase was opened.", "Phase 1 will open in 2024.")
    True
    """
    return _has("first", sentence) and _names_the_first(promise)


def is_a_step(clause: str, promise: str) -> bool:
    """Return whether a clause tells of works on the way, such as foundations, which were not what was promised.

    >>> is_a_step("The foundations are finished.", "Acme will build a mill.")
    True
    >>> is_a_step("The survey is finished.", "Acme will carry out a survey.")
    False
    """
    return _has("step", clause) and not _has("step", promise)


def is_of_the_next(sentence: str, promise: str) -> bool:
    """Return whether a sentence tells of a next phase, which was not what was promised.

    >>> is_of_the_next("The second phase will open in 2031.", "The plant will open in 2025.")
    True
    """
    return _has("next", sentence) and not _has("next", promise)


def is_the_last(clause: str) -> bool:
    """Return whether a clause tells of the last part, however small, so that all of it is there.

    >>> is_the_last("the final 15 million of the 80 million")
    True
    """
    return _has("last", clause)


def is_whole(clause: str) -> bool:
    """Return whether a clause says that all of it is there.

    >>> is_whole("全面投产")
    True
    """
    return _has("whole", clause)


def counts_so_far(sentence: str) -> bool:
    """Return whether a sentence counts up to now.

    >>> counts_so_far("So far 17 firms have come.")
    True
    """
    return _has("so_far", sentence)


def is_a_reason(before: str) -> bool:
    """Return whether what follows such words tells why or since when, and not what became of a thing.

    >>> is_a_reason("Talks are in deadlock since the council ")
    True
    """
    return _has("reason", before)


def is_the_leave(promise: str) -> bool:
    """Return whether what was promised is to get leave, so that leave is all of it.

    >>> is_the_leave("They will apply for approval of a free port.")
    True
    """
    return _has("leave", promise)


def _names_the_first(promise: str) -> bool:
    return _has("first", promise) and not _has("next", promise)


def _has(kind: str, words: str) -> bool:
    return any(True for _ in match(weak_rules(), words, kind=kind))
