"""Say at a glance whether a text may report what a pack's rules look for: a pass over its bytes, no sentences, no names.

In:  the rows of a pack's `gate.tsv`: literal, what it says, what must stand around it.
Out: a function of a text, or of its bytes in UTF-8: whether it is worth reading.

A `pact` says enough by itself; an `act` and a `thing` do in one sentence, and so do `meets` and a `topic`; a `not` is
a phrase in which a thing means something else ('plea agreement'), and hides it.
"""

from collections.abc import Callable, Iterable, Mapping

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from accord.errors import ConfigError

__all__ = ["Gate", "literal_gate"]

Gate = Callable[[str | bytes], bool]

_NEAR = 250  # bytes; what stands further apart is seldom said of each other
_BESIDE = {"act": "thing", "thing": "act", "meets": "topic", "topic": "meets"}
_SAYS = {"pact", "not", *_BESIDE}
_WHERE = {"", "start", "word"}


def literal_gate(rows: Iterable[Mapping[str, str]], *, file: str) -> Gate:
    """Return the gate of a list of literals: whether a text holds what the list asks for.

    Raises:
        ConfigError: A row says what no gate knows.
    """
    meanings: dict[bytes, tuple[str, str]] = {}
    for row in rows:
        literal, says, where = row["literal"].encode(), row["says"], row["where"]
        if says not in _SAYS or where not in _WHERE or literal != literal.lower() or literal in meanings:
            raise ConfigError(f"{file}: row {row['literal']!r} stands twice, has capitals, or says {says!r} {where!r}")
        meanings[literal] = (says, where)
    automaton = BytesAhoCorasick(list(meanings), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)
    numbered = list(meanings.values())

    def passes(text: str | bytes) -> bool:
        words = (text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text).lower()
        last = dict.fromkeys(_BESIDE, -_NEAR - 1)
        for number, start, end in automaton.find_matches_as_indexes(words):
            says, where = numbered[number]
            if says == "not" or not _stands(words, start, end, where):
                continue
            if says == "pact":
                return True
            last[says], other = end, last[_BESIDE[says]]
            if end - other <= _NEAR and words.find(b". ", other, end) < 0:
                return True
        return False

    return passes


def _stands(words: bytes, start: int, end: int, where: str) -> bool:
    """Whether a literal begins a word, or is one, where its row asks for that; what is no ASCII letter parts words."""
    if where and words[start - 1 : start].isalnum():
        return False
    return where != "word" or not words[end : end + 1].isalnum()
