"""Say whether a page reports agreements that it only counts: 36个项目集中签约.

In:  a scene.
Out: a truth. Such a page is of cooperation, though nobody is named with whom an agreement could be put down.
"""

from accord.langs.rules import match
from accord.langs.zh.agreements.occasions import is_news, is_of_before
from accord.langs.zh.page.scene import Scene, covered, find
from accord.model.page import Sentence

__all__ = ["tells_of_bundle"]


def tells_of_bundle(scene: Scene) -> bool:
    """Return whether the page reports as its news that several agreements were signed, without saying by whom."""
    return is_news(scene) and any(_tells(scene, s) for s in scene.sentences if s.kind != "furniture" and _may(scene, s))


def _may(scene: Scene, sentence: Sentence) -> bool:
    return "签" in scene.text[sentence.start : sentence.end]


def _tells(scene: Scene, sentence: Sentence) -> bool:
    words = covered(scene, sentence)
    for hit in find(scene, sentence, "bundle"):
        front = words[: hit.found.start()]
        kinds = ("unreal", "plan", "recalled", "excluded")
        if any(any(match(scene.pack.rules, front, kind=kind)) for kind in kinds):
            continue
        if not is_of_before(scene, sentence, sentence.start + hit.found.start()):
            return True
    return False
