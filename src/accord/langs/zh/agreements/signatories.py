"""Read who signed: the persons who act in a clause that says so.

In:  tellings of one agreement.
Out: persons by name, each once, in text order. Who watched, spoke or presided is none.
"""

import re
from collections.abc import Iterable, Sequence

from accord.langs.zh.agreements.homes import homes_of
from accord.langs.zh.agreements.tellings import Telling
from accord.langs.zh.page.scene import Scene, within
from accord.model.page import Name
from accord.model.reading import Post

__all__ = ["signatories"]

_SIGNED = re.compile(r"签")
_CARRIED_ON = re.compile(r"[，]\s*(?:并|还|又)?(?:共同|分别|正式|当场|现场|随后)?$")
_FOR = re.compile(r"，\s*(?:并|还|又)?(?:共同|分别)?代表[^，。；]{2,40}$")  # 甲、乙出席仪式，并分别代表丙、丁签署
_WATCHED = re.compile(
    r"(?:见证|出席|主持|参加)[^，]*，\s*(?:并|还|又)?(?:共同|分别|正式|当场|现场|随后)?$|，(?:双方|两国|三方|各方|两地)[^。；]*$"
)


def signatories(scene: Scene, tellings: Iterable[Telling], posts: tuple[Post, ...]) -> tuple[str, ...]:
    """Return the persons whom the tellings say to have signed: those who come for a body, or sign for somebody."""
    holders = {post.person for post in posts} | set(homes_of(scene, posts))
    found: list[Name] = []
    for telling in tellings:
        if not (telling.event or telling.weak):
            stands_for = "代表" in scene.text[telling.start : telling.end]
            found += [p for p in _signing(scene, telling) if stands_for or p.text in holders]
    return tuple(dict.fromkeys(p.text for p in sorted(found, key=lambda p: p.start)))


def _signing(scene: Scene, telling: Telling) -> Sequence[Name]:
    if not _SIGNED.search(scene.text, telling.at, telling.end):
        return ()
    if telling.persons:
        return telling.persons
    front = scene.text[telling.sentence.start : telling.at]
    if _FOR.search(front) or (_CARRIED_ON.search(front) and not _WATCHED.search(front)):
        return within(scene.cast.persons, telling.sentence.start, telling.at)
    return ()
