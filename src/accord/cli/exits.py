"""Which exit code says what: one table, for the program, its help and its reference."""

from accord.errors import AccordError

__all__ = [
    "ABOUT",
    "BY_ERROR",
    "FAILED",
    "INPUTS_FAILED",
    "INTERRUPTED",
    "NOT_FOUND",
    "OK",
    "REFUSED",
    "UNSURE",
    "WRONG_CALL",
    "exit_code",
]

OK, FAILED, WRONG_CALL, INPUTS_FAILED, NOT_FOUND, REFUSED, UNSURE, INTERRUPTED = 0, 1, 2, 3, 4, 5, 6, 130

ABOUT: dict[int, str] = {
    OK: "done",
    FAILED: "something does not hold (accord verify), two names are not one (accord compare), or an error of the program itself",
    WRONG_CALL: "the call is wrong: an unknown command or option, or a value that it cannot have",
    INPUTS_FAILED: "done, but some inputs could not be read",
    NOT_FOUND: "what was asked for by its id, name or path is not there",
    REFUSED: "refused: a decision, a setting, somebody else writing, or the register itself; nothing was kept",
    UNSURE: "two names may be one or not (accord compare)",
    INTERRUPTED: "interrupted; what was committed stays",
}

BY_ERROR: dict[str, int] = {  # code of an error -> exit code; a test holds that every class of `accord.errors` is here
    "error": FAILED,
    "config": REFUSED,
    "not_found": NOT_FOUND,
    "refused": INPUTS_FAILED,
    "source_unavailable": INPUTS_FAILED,
    "decision": REFUSED,
    "conflict": REFUSED,
    "store": REFUSED,
}


def exit_code(error: AccordError) -> int:
    """Return the exit code that an error ends the program with."""
    return BY_ERROR[error.code]
