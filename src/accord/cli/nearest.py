"""What a person may have meant by a word that nothing goes by.

In:  the word, and the words that there are.
Out: the end of a sentence: `; did you mean 'x'?`, or nothing.
"""

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["did_you_mean"]

_LIKE = 0.7  # difflib's ratio from which two words look alike: a letter in five may be wrong


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the end of a sentence that names the most similar word, or nothing.

    >>> did_you_mean("agrements", ["agreements", "meetings"])
    "; did you mean 'agreements'?"
    >>> did_you_mean("weather", ["agreements", "meetings"])
    ''
    """
    by_case = {one.casefold(): one for one in known}
    near = get_close_matches(word.casefold(), by_case, n=1, cutoff=_LIKE)
    return f"; did you mean {by_case[near[0]]!r}?" if near else ""
