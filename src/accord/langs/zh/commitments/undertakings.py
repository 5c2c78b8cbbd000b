"""Decide whether a unit is an undertaking, and of which strength.

In:  a unit (a sentence, or an item of a list) with its names covered, and the context in which it stands.
Out: an `Undertaking`, or None: effects, purposes, forecasts, duties of disclosure and the schedule of a meeting are none.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from accord.langs.pack import Pack
from accord.langs.rules import Hit, Rule, match
from accord.model.terms import Modality

__all__ = ["Context", "Undertaking", "continued", "undertaking"]

_CLAUSE = re.compile(r"[，：；。“”！？]")
_SIGNS = "。；，！”’ "
_SHORTEST = 2  # characters after a cue that say what is to be done
_AHEAD = 60  # characters after a cue in which its verb stands
_SOMEBODY = frozenset({"several", "party", "self", "group", "venture", "elided"})
_WILL = ("will", "plan")
_SPOKEN = ("leader", "spoken", "said", "side")
_LAID = ("several", "spoken", "foreseen", "terms")  # what counts whoever acts, where an agreement lays it down
_WHO = {
    "any": _SOMEBODY | {"thing"},
    "several": frozenset({"several", "party", "elided"}),
    "somebody": _SOMEBODY,
    "leader": _SOMEBODY,
    "spoken": _SOMEBODY,
    "said": frozenset({"elided", "self", "party", "several"}),
    "side": frozenset({"party", "several", "self"}),
    "foreseen": frozenset({"party"}),
    "terms": frozenset(),
}  # which subjects a cue may have, by the `who` of its rule
_BLANK = "〓"
_YIELDS = frozenset({"later", "weak"})  # marks of a rule that gives way to any other in the unit
_BOTH = "both"  # 双方认为, 要深化合作: what sides say together is agreed
_PREPOSITIONS = "在于以"  # with which a cue may end
_LEAST = 6  # characters of a unit that can undertake something
_CLAUSES = 4  # clauses before a cue in which its subject is looked for


class Context(msgspec.Struct, frozen=True):
    """What went before.

    Attributes:
        speaks: `person`, `body`, `both` or None: who speaks in the unit or goes on to speak.
        signed: Whether the page tells of an agreement that is signed.
        sides: Whether the unit names a party of such an agreement.
        several: Where the unit speaks of several parties at once (双方).
        ahead: Whether it names a day that is not before the page's own.
        under: Whether it follows, within its paragraph, on the telling of a signing and on nothing but what was agreed there.
    """

    speaks: str | None = None
    signed: bool = False
    sides: bool = False
    several: tuple[int, ...] = ()
    ahead: bool = True
    under: bool = False


class Undertaking(msgspec.Struct, frozen=True):
    """What a unit undertakes.

    Attributes:
        subject: `several`, `party`, `self`, `group`, `elided` or `thing`.
        at: Where the words of undertaking begin; before them stands who is to act, after them whom a wish is for.
        onward: Where they end.
        rule: The rule that found them.
        laid: Whether a document lays it down: 根据协议.
    """

    modality: Modality
    subject: str
    at: int
    onward: int
    rule: Rule
    laid: bool = False


def undertaking(words: str, context: Context, pack: Pack) -> Undertaking | None:
    """Return the first undertaking of a unit; None where there is none."""
    if len(words) < _LEAST or any(match(pack.rules, words, kind="no_promise")):
        return None
    blanked = _blanked(words, pack)
    scope = next(match(pack.rules, words, kind="scope"), None)
    laid = min([h.found.end() for h in match(pack.rules, words, kind="signed")], default=len(words))
    laid = min(laid, scope.found.start()) if scope else laid
    told = list(_promises(blanked, context, pack, laid=laid))
    if told:
        return next((u for u in told if not _YIELDS & u.rule.values.keys()), told[0])
    if scope and not _is_past(words[scope.found.end() :], pack) and _says(blanked[scope.found.end() :]):
        return Undertaking("agreed", "elided", scope.found.end(), scope.found.end(), scope.rule, laid=True)
    return None


def _says(words: str) -> bool:
    """Return whether enough is left to undertake something, where what only looks so is blanked."""
    return len(words.replace(_BLANK, "").strip(_SIGNS)) >= _LEAST


def _promises(words: str, context: Context, pack: Pack, *, laid: int) -> Iterator[Undertaking]:
    """Yield what a unit undertakes, in order; what stands from `laid` on was laid down by an agreement."""
    for hit in sorted(match(pack.rules, words, kind="promise"), key=lambda h: h.found.start("cue")):
        at = hit.found.start("cue")
        subject = subject_of(words, at, context, pack)
        if _holds(words, hit, subject, context, pack, laid=laid):
            modality = _modality(hit, subject, context, agreed=laid <= at)
            yield Undertaking(modality, subject, at, hit.found.end("cue"), hit.rule, laid <= at)


def continued(words: str, before: Undertaking, pack: Pack) -> Undertaking | None:
    """Return the undertaking of an item that goes on with what was undertaken before it, without a cue of its own."""
    if len(words) < _LEAST or _is_past(words, pack) or any(match(pack.rules, words, kind="no_promise")):
        return None
    return msgspec.structs.replace(before, subject="elided", at=0, onward=0)


def subject_of(words: str, at: int, context: Context, pack: Pack) -> str:
    """Return what the words before a cue say of who is to act; where they say nothing, the clauses before them."""
    end = at
    for _ in range(_CLAUSES):
        start = max((m.end() for m in _CLAUSE.finditer(words, 0, end)), default=0)
        kind = _kind(words[start:end].strip(), pack, "subject" if end == at else "opening")
        if kind == "party" and any(start <= place < end for place in context.several):
            return "several"
        if kind != "elided":
            return kind
        if start == 0:
            break
        end = start - 1
    return "elided"


def _kind(clause: str, pack: Pack, kind: str) -> str:
    found = next((h.rule.values["is"] for h in match(pack.rules, clause, kind=kind)), None) if clause else "elided"
    return str(found or ("thing" if kind == "subject" else "elided"))


def _blanked(words: str, pack: Pack) -> str:
    """Return the words with those blanked that only look like cues."""
    for hit in match(pack.rules, words, kind="void"):
        start, end = hit.found.span()
        words = words[:start] + _BLANK * (end - start) + words[end:]
    return words


def _holds(words: str, hit: Hit, subject: str, context: Context, pack: Pack, *, laid: int) -> bool:
    """Return whether a cue is an undertaking of its subject, and no effect, state or schedule."""
    who, onward, agreed = hit.rule.values["who"], words[hit.found.end("cue") :], laid <= hit.found.start("cue")
    mute = len(onward.strip(_SIGNS)) < _SHORTEST and "whole" not in hit.rule.values
    if mute or not _is_told_here(words[laid if agreed else 0 :], hit.rule.values, context, pack):
        return False
    if who in _LAID and agreed:
        return True
    if who in _SPOKEN and not context.speaks:
        return False
    if who in _WILL:
        if subject == "thing":
            return _is_plan(hit.found.group("cue"), onward, pack)
        return agreed or not any(match(pack.rules, onward[:_AHEAD], kind="state"))
    return subject in _WHO[who]


def _is_plan(cue: str, onward: str, pack: Pack) -> bool:
    """Return whether a thing's verb tells a plan; the preposition with which a cue may end belongs to the verb: 将在…建设."""
    begins = ("", cue[-1]) if cue[-1:] in _PREPOSITIONS else ("",)
    return any(any(match(pack.rules, (begin + onward)[:_AHEAD], kind="plan")) for begin in begins)


def _is_told_here(words: str, values: Mapping[str, Any], context: Context, pack: Pack) -> bool:
    """Return whether the page tells of an agreement where a cue needs that: of its sides, right behind it, of what is not
    past, or ahead; `words` are those behind the signing, where the sentence itself tells of one."""
    needed = (
        ("sides", context.signed and context.sides),
        ("ahead", context.ahead),
        ("under", context.under),
        ("now", context.signed and not context.speaks and not _is_past(words, pack)),
    )
    return all(holds for name, holds in needed if values.get(name))


def _modality(hit: Hit, subject: str, context: Context, *, agreed: bool) -> Modality:
    """Return how firm it is: what one side says it will do is agreed where a document lays it down, or the page itself
    tells it of the sides of an agreement."""
    modality: Modality = hit.rule.values["modality"]
    one_sided = hit.rule.values["who"] == "several" and subject == "party"  # 公司决定
    if context.speaks == _BOTH:
        return "hoped" if modality == "hoped" and hit.rule.values["who"] != "leader" else "agreed"
    if modality == "hoped" or (modality == "agreed" and not one_sided) or agreed:
        return modality if modality == "hoped" else "agreed"
    if context.speaks:
        return "pledged"
    own = context.signed and "firm" not in hit.rule.values and not one_sided
    told = own and (context.sides or context.under or subject in ("thing", "elided", "venture"))
    return "agreed" if told or subject == "several" else "pledged"


def _is_past(words: str, pack: Pack) -> bool:
    return any(match(pack.rules, words, kind="past"))
