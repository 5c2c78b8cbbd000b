"""Say of what kind a document is and whether it is signed, by the words of its telling.

In:  a covered sentence and the match of a rule of agreements in it (groups: `what` the document, `verb`, `plan`).
Out: the kind with its words and rule; signed or planned.
"""

import re

from accord.langs import Hit, match
from accord.langs.natures import Nature, nature_of
from accord.model.terms import AgreementStatus
from accord.reading.page.scene import Scene

__all__ = ["kind_of", "status_of"]


def kind_of(scene: Scene, words: str, hit: Hit) -> Nature:
    """Return the kind of what a match tells, where the words that say so stand in the document's, and the rule."""
    start, end = hit.span("what") or hit.span() or (0, 0)
    nature = nature_of(scene.pack, words[start:end] + re.split(r"[.;,]| with | between ", words[end : end + 60])[0])
    if nature[0] == "other":
        rest = words[end : end + 140].split(".")[0]
        lent = any(h.rule.values["kind"] == "contract" for h in match(scene.pack.rules, rest, kind="nature"))
        nature = ("contract", None, "en.nature.contract") if lent else nature
    if hit.rule.values.get("object"):
        nature = _settled(scene, words) or nature
    documented = any(match(scene.pack.rules, words[start:end], kind="document"))
    if hit.rule.values.get("partnering") and not documented:
        nature = ("other", None, hit.rule.id)  # a partnership that is announced without a document
    if nature[0] == "other" and "nature" in hit.rule.values:
        nature = (hit.rule.values["nature"], nature[1], hit.rule.id)
    return nature


def _settled(scene: Scene, words: str) -> Nature | None:
    """Return the kind of the agreement under which something is lent or bought, where the sentence names it."""
    under = next(match(scene.pack.rules, words, kind="settled"), None)
    if not under:
        return None
    kind, _, rule = nature_of(scene.pack, words[under.found.start() : under.found.end() + 60])
    return (kind, None, rule) if kind != "other" else None


def status_of(scene: Scene, words: str, hit: Hit) -> AgreementStatus:
    """Return whether what a match tells is signed or planned."""
    if hit.rule.values.get("object") and any(match(scene.pack.rules, words, kind="settled")):
        return "signed"
    verb = hit.span("verb")
    if verb and any(match(scene.pack.rules, words[max(0, verb[0] - 20) : verb[1]], kind="draft")):
        return "planned"
    plan = hit.found.groupdict().get("plan") or ""
    if re.search(
        r"\b(?:will|shall|to|plans?|intends?|expects?|due|set|about|scheduled|hopes?|wants?|agreed)\b",
        plan,
        re.IGNORECASE,
    ):
        return "planned"
    near = words[max(0, hit.found.start() - 150) : hit.found.end()]
    if re.search(
        r"\b(?:will|would|to|shall|upcoming|planned|proposed|expected to) (?:be )?(?:sign|signed|signing|ink|conclude|concluded)\b",
        near,
        re.IGNORECASE,
    ):
        return "planned"
    return "signed"
