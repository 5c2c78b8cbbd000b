"""Say where a page tells that an agreement was signed, though its sides cannot be named.

In:  a scene.
Out: where its beginning tells of such an act; nothing where it tells of none.

It makes no agreement of the page, which would need two sides, and no page relevant; but what is undertaken there is.
"""

from accord.langs.rules import match
from accord.langs.zh.page.scene import Scene, covered
from accord.model.reading import Span

__all__ = ["signings_told"]

_LEAD = 3  # sentences with which a page begins to tell its news


def signings_told(scene: Scene) -> tuple[Span, ...]:
    """Return the sentences at the beginning of a page that tell of a signing, by whomever."""
    prose = [sentence for sentence in scene.sentences if sentence.kind == "prose"][:_LEAD]
    return tuple((s.start, s.end) for s in prose if any(match(scene.pack.rules, covered(scene, s), kind="sideless")))
