"""Find the title of a document that is agreed, as the text words it.

In:  a scene and the sentences that tell of an agreement.
Out: its title, None where the text only describes it ('a cooperation agreement').
"""

import re
from collections.abc import Iterable

from accord.langs import match
from accord.model.page import Sentence
from accord.model.reading import Because
from accord.reading.page.scene import Scene

__all__ = ["title_of"]


def title_of(scene: Scene, sentences: Iterable[Sentence]) -> tuple[str, Because] | None:
    """Return the title in quotation marks, or the one that names both sides with a hyphen, and where it stands."""
    for sentence in sentences:
        words = re.sub(r"\s", " ", scene.page.content[sentence.start : sentence.end])
        for hit in match(scene.pack.rules, words, kind="document_title"):
            start, end = hit.span("title") or hit.span() or (0, 0)
            return words[start:end], Because("title", sentence.start + start, sentence.start + end, hit.rule.id)
    return None
