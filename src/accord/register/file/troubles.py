"""Say what is wrong with a register's file, and what to do about it."""

__all__ = ["unreadable"]

_ADVICE = (
    ("unable to open", "it cannot be opened here; may this folder be written to?"),
    ("readonly", "it may not be written here; copy it to a folder of yours"),
    ("locked", "another program is writing; try again later"),
    ("", "it is no register, or is damaged; put a copy back with: accord restore COPY --register FILE --replace"),
)


def unreadable(url: str, error: object) -> str:
    """Return one sentence for a person: which register, what the database says, what to do."""
    advice = next(advice for sign, advice in _ADVICE if sign in str(error))
    return f"{url} cannot be read as a register ({error}): {advice}"
