"""Say of what kind a document is, and whether it is signed, planned, recalled or none at all, by the words around it.

In:  a scene, a covered sentence, a match of a rule `telling` in it (groups: `verb`, `what` the document).
Out: kind with its words and rule; a status, or None where the words tell of no agreement.
"""

import re

from accord.langs import natures
from accord.langs.natures import Nature
from accord.langs.rules import Hit, match
from accord.langs.zh.agreements.clauses import Actors, bare
from accord.langs.zh.page.scene import Scene, covered, parties_in
from accord.model.page import Sentence
from accord.model.terms import AgreementStatus

__all__ = ["Nature", "is_recalled", "nature_of", "status_of", "titles_in"]

_TITLE = re.compile(r"《[^《》]{2,120}》")
_PARTED = re.compile(r"[，；。：]")
_BEFORE = 70  # characters before a verb in which it is planned, wished or recalled
_BEHIND = 40
_LEAD = 12  # characters before who acts in which it is said to be of before


def titles_in(words: str, hit: Hit) -> list[tuple[int, int]]:
    """Return where the titles of the documents that a match tells of stand in the sentence."""
    start, end = hit.span("what") or hit.span() or (0, 0)
    return [found.span() for found in _TITLE.finditer(words, start, end)]


def nature_of(scene: Scene, words: str, span: tuple[int, int]) -> Nature:
    """Return the kind of a document by its words, where they stand in the sentence, and the rule that says so."""
    kind, said, rule = natures.nature_of(scene.pack, words[slice(*span)])
    return kind, (span[0] + said[0], span[0] + said[1]) if said else None, rule


def status_of(scene: Scene, sentence: Sentence, hit: Hit, actors: Actors) -> AgreementStatus | None:
    """Return whether a match tells of what is signed or planned; None where it is wished, denied or no cooperation."""
    words = covered(scene, sentence)
    first, last = _reach(hit)
    rules = scene.pack.rules
    clause = max(words.rfind(mark, 0, first) for mark in "，；。") + 1
    text = scene.text[sentence.start : sentence.end]
    if any(match(rules, text[clause:last] + _PARTED.split(text[last : last + _BEHIND])[0], kind="excluded")):
        return None
    before = bare(scene, words)[max(actors.start, first - _BEFORE) : first]
    if any(match(rules, before, kind="unreal")):
        return None
    attends = (hit.span("event") or not hit.span("what")) and not actors.asked and not _names_both(scene, sentence, hit)
    if attends and any(match(rules, bare(scene, words)[:first], kind="attended")):
        return None
    return "planned" if any(match(rules, before, kind="plan")) else "signed"


def _names_both(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Return whether the titles of a match name two parties: 共同见证《甲与乙战略合作协议》签约仪式."""
    spans = titles_in(covered(scene, sentence), hit) if hit.span("what") else []
    return any(len(parties_in(scene, sentence.start + a, sentence.start + b)) > 1 for a, b in spans)


def is_recalled(scene: Scene, sentence: Sentence, hit: Hit, actors: Actors) -> bool:
    """Return whether a match only refers to an agreement: one of before, 根据双方签署的协议, 以签署协议为契机."""
    words, text = covered(scene, sentence), scene.text[sentence.start : sentence.end]
    first, last = _reach(hit)
    verb = (hit.span("verb") or (first, last))[1]
    what = hit.span("what")
    rules = scene.pack.rules
    named = what is not None and what[1] < verb and words[what[1]] == "的" and not hit.span("event")  # 协议的签署
    bond = bool(hit.rule.values.get("bond")) and any(match(rules, text[:first], kind="standing_bond"))
    return (
        named
        or bond
        or any(match(rules, text[max(actors.start - _LEAD, first - _BEFORE, 0) : first], kind="recalled"))
        or any(match(rules, words[max(actors.start - _LEAD, first - _BEFORE, 0) : first], kind="retold"))
        or any(match(rules, words[last : last + _BEHIND], kind="recalled_after"))
        or any(match(rules, words[verb : verb + _BEHIND], kind="referred"))
    )


def _reach(hit: Hit) -> tuple[int, int]:
    verb, what = hit.span("verb"), hit.span("what")
    spans = [span for span in (verb, what) if span] or [hit.found.span()]
    return min(a for a, _ in spans), max(b for _, b in spans)
