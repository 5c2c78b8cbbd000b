"""Follow whether a page still tells what was agreed at a signing: sentence upon sentence, without a word for it.

In:  where signings are told; the units of a page in order, each with what was found undertaken in it.
Out: for each unit whether it follows, within its paragraph, on a signing and on nothing but what was agreed there.

News opens with the signing and goes on with its terms in the present tense: 甲派团队，乙提供场地. The first sentence that
undertakes nothing ends that: what follows it may be background.
"""

from collections.abc import Iterable

from accord.langs.pack import Pack
from accord.langs.rules import match
from accord.langs.zh.commitments.speeches import Unit
from accord.langs.zh.commitments.undertakings import Undertaking
from accord.model.reading import Span

__all__ = ["Under"]


class Under:
    """Whether units follow on a signing."""

    def __init__(self, pack: Pack, signings: Iterable[Span]) -> None:
        """Keep where signings are told."""
        self._pack = pack
        self._signings = tuple(signings)
        self._on = self._opens = False
        self._paragraph = -1

    def holds(self, unit: Unit) -> bool:
        """Return whether the unit follows on a signing; the paragraph after one that ends with the signing does, too."""
        if unit.paragraph != self._paragraph:
            self._on = self._on and self._opens
            self._paragraph = unit.paragraph
        return self._on

    def goes_on(self, unit: Unit, promise: Undertaking | None) -> None:
        """Keep what the unit was: the telling of a signing or of what lies down its terms, an undertaking, or neither."""
        if unit.heading:
            return
        self._opens = any(start < unit.end and unit.start < end for start, end in self._signings)
        laid = any(match(self._pack.rules, unit.words, kind="scope"))
        self._on = self._opens or laid or (self._on and promise is not None)
