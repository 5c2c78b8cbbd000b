"""Read parties that a telling only counts: 与11家中央企业签署, 某市签约8个项目，包括甲公司园区、乙公司基地.

In:  a scene and the clause of a telling.
Out: the parties of the sentence that names as many, else none; pairs of a place and each firm of its list of projects.
"""

from collections.abc import Iterator

from accord.langs.rules import match
from accord.langs.zh.page.dates import number
from accord.langs.zh.page.scene import Scene, covered, find, listed, parties_in, within
from accord.model.page import Sentence

__all__ = ["contents", "counted_parties", "items"]

_SLACK = 2  # bodies by which a list may differ from what is counted
_FEWEST = 3
_PAIR = 2
_ITEMS = "；"
_FIRMS = ("enterprise", "finance")


def counted_parties(scene: Scene, words: str) -> tuple[str, ...]:
    """Return the bodies that a clause counts (与11家企业) or points to (与参会企业), from the sentence that names them."""
    for hit in match(scene.pack.rules, words, kind="counted"):
        said = hit.found.groupdict().get("count")
        count = number(said) if said else None
        best: tuple[str, ...] = ()
        for sentence in scene.sentences:
            own = _firms(scene, sentence)
            fits = len(own) >= _FEWEST and (count is None or abs(len(own) - count) <= _SLACK)
            if fits and len(own) > len(best):
                best = own
        return best
    return ()


def items(scene: Scene, sentence: Sentence) -> Iterator[tuple[int, int, tuple[str, str]]]:
    """Yield where the projects of a place are listed, with the place and each firm, as a pair."""
    for hit in find(scene, sentence, "telling_item"):
        places = listed(scene, sentence, hit, "a")
        for firm in listed(scene, sentence, hit, "b"):
            if places and firm != places[0]:
                yield (*hit.found.span(), (places[0], firm))


def contents(scene: Scene, sentence: Sentence) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield where what was signed is listed pair by pair, with each pair: 根据签约内容，甲和乙将…；丙与丁将…."""
    words = covered(scene, sentence)
    for hit in find(scene, sentence, "telling_contents"):
        start, end = hit.found.span("list")
        found = []
        for item in words[start:end].split(_ITEMS):
            for pair in match(scene.pack.rules, item, kind="contents_pair"):
                a, b = pair.found.span("pair")
                parties = parties_in(scene, sentence.start + start + a, sentence.start + start + b)
                if len(parties) >= _PAIR:
                    found.append((start, start + len(item), parties))
            start += len(item) + 1
        if len({parties for _, _, parties in found}) >= _PAIR:
            yield from found


def _firms(scene: Scene, sentence: Sentence) -> tuple[str, ...]:
    """Return the firms and banks that a sentence names one by one."""
    kinds = {p.id: p.kind for p in scene.cast.parties}
    own = [s for s in within(scene.cast.standings, sentence.start, sentence.end) if len(s.parties) == 1 and s.named]
    generic = {
        s.parties[0] for s in own if any(match(scene.pack.rules, scene.text[s.start : s.end], kind="generic_name"))
    }
    return tuple(
        dict.fromkeys(s.parties[0] for s in own if kinds[s.parties[0]] in _FIRMS and s.parties[0] not in generic)
    )
