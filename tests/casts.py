"""A text with its names marked becomes a cast, without any recogniser: `[party:Riga] and [party:Oslo] signed.`"""

from accord.model.page import Cast, Name, Standing
from accord.model.reading import Party

__all__ = ["a_cast"]


def a_cast(words, marks, *, means_all, kind="other", nobody=()):
    """Return the cast that the marks name: `p1`, `p2` ... in order of appearance.

    Words of which `means_all` is true are no name and mean all; where no party is named there are those of `nobody`.
    """
    said = [(m.start, m.end, words[m.start : m.end]) for m in marks if m.slot == "party"]
    names = list(dict.fromkeys(name for _, _, name in said if not means_all(name))) or list(nobody)
    ids = {name: f"p{number}" for number, name in enumerate(names, 1)}
    parties = tuple(
        Party(ids[n], n, (n,), kind, None, tuple((a, b) for a, b, name in said if name == n)) for n in names
    )
    everyone = tuple(ids.values())
    standings = tuple(
        Standing(a, b, (ids[name],) if name in ids else everyone, named=name in ids) for a, b, name in said
    )
    persons = tuple(Name(m.start, m.end, words[m.start : m.end], "person") for m in marks if m.slot == "person")
    return Cast(parties, standings, persons)
