"""Say whether a page tells that an agreement was made, though its sides cannot be named: 'the two mayors signed a treaty'.

In:  a scene.
Out: whether its beginning tells of such an act.

It makes no agreement of the page, which would need two sides, and no page relevant; but what is undertaken there is.
"""

from itertools import islice

from accord.langs import match
from accord.model.page import Sentence
from accord.reading.agreements.near_misses import is_excluded, is_mention, is_unreal
from accord.reading.page.scene import Scene, covered

__all__ = ["tells_of_agreement"]

_LEAD = 4  # sentences with which a page begins to tell its news, the dateline among them


def tells_of_agreement(scene: Scene) -> bool:
    """Return whether a page begins with the news that a document was signed, by whomever."""
    prose = (sentence for sentence in scene.page.sentences if sentence.kind == "prose")
    return any(_tells(scene, sentence) for sentence in islice(prose, _LEAD))


def _tells(scene: Scene, sentence: Sentence) -> bool:
    """Return whether a sentence tells of it, also where the document's own name was taken for a body's: 'the City Deal'."""
    plain = scene.page.content[sentence.start : sentence.end]
    return any(
        not (is_excluded(scene, words, hit) or is_unreal(scene, words, hit) or is_mention(scene, words, hit))
        for words in (covered(scene, sentence), plain)
        for hit in match(scene.pack.rules, words, kind="sideless")
    )
