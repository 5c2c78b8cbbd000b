"""Decide whether a clause is an undertaking, and of which strength.

In:  a unit (a sentence, or an item of a list) with its names covered, and the context in which it stands.
Out: an `Undertaking`, or None: effects, purposes and the schedule of a meeting are no undertakings.
"""

import re
from collections.abc import Iterator

import msgspec

from accord.langs import Hit, Pack, Rule, match
from accord.model.terms import Modality
from accord.reading.subjects import Subject, subject_of

__all__ = ["Context", "Undertaking", "undertaking"]


class Context(msgspec.Struct, frozen=True):
    """What went before.

    Attributes:
        agreed: The words stand under "according to the agreement" or in a list of what was agreed.
        listed: They are an item of such a list, where a bare verb is enough.
        speaker: A person speaks.
        body_speaks: A body speaks.
    """

    agreed: bool = False
    listed: bool = False
    speaker: bool = False
    body_speaks: bool = False


class Undertaking(msgspec.Struct, frozen=True):
    """A clause in which somebody undertakes something.

    Attributes:
        modality: agreed, pledged or hoped.
        subject: Who is to act, as far as the words say.
        cue: Where the words of undertaking begin.
        rule: The rule that found them.
    """

    modality: Modality
    subject: Subject
    cue: int
    rule: Rule


_VERB = re.compile(
    r"\s*(?:(?:also|jointly|further|not only|not|now|then|both|together|as always|,|in turn|soon|\w+ly)\s+|,\s)*(be(?=\s)|[\w-]+)"
)
_PARTICIPLE = re.compile(r"\s+(?:(?:also|further|jointly|\w+ly)\s+)*([\w-]+)")
_BARE_VERB = re.compile(r"^[A-Z]?[a-z]+\s")
_SIGN = re.compile(r"\s+(?:(?:also|jointly|formally)\s+)*(?:sign|conclude|ink|enter into)\s")
_BOTH = re.compile(r"(?<!\w)(?:both|two|three|all|and|between|sides|parties|countries)(?!\w)", re.I)


def undertaking(covered: str, context: Context, pack: Pack) -> Undertaking | None:
    """Return the undertaking in a unit: a hope before a promise, the first of each; None where there is none."""
    found = sorted(_promises(covered, context, pack), key=lambda u: (u.modality != "hoped", u.cue))
    if not found:
        return _listed(covered, context, pack)
    first = found[0]
    modality = first.modality
    if modality == "pledged" and (context.agreed or _is_joint(covered, first, context)):
        modality = "agreed"
    return msgspec.structs.replace(first, modality=modality)


def _promises(covered: str, context: Context, pack: Pack) -> Iterator[Undertaking]:
    for hit in match(pack.rules, covered, kind="promise"):
        at = hit.found.start("cue")
        subject = subject_of(covered, at, pack)
        if _holds(covered, hit, subject, context, pack):
            yield Undertaking(hit.rule.values["modality"], subject, at, hit.rule)


def _holds(covered: str, hit: Hit, subject: Subject, context: Context, pack: Pack) -> bool:
    """Return whether the cue is an undertaking of its subject, and no condition, effect or schedule."""
    left = covered[: hit.found.start("cue")]
    if any(rule.pattern.search(left) for rule in pack.rules if rule.kind == "aside"):
        return False
    after = covered[hit.found.end("cue") :]
    if hit.rule.values.get("duty"):
        return (
            subject.kind in ("named", "we", "they", "actor")
            and (context.speaker or subject.kind != "we")
            and not _is_schedule(after, pack)
        )
    if hit.rule.values.get("active"):
        return subject.kind not in ("thing", "relative") or hit.rule.values["modality"] != "pledged"
    if _is_schedule(after, pack) or subject.kind == "relative":
        return False
    if subject.kind in ("thing", "it") and not (subject.kind == "it" and _reported(left)):
        return not _is_effect(after, pack)
    return context.agreed or not _is_state(after, pack)


def _reported(left: str) -> bool:
    return bool(
        re.search(r"(?<!\w)(?:said|says|announced|added|noted|that|agreed|indicated)\s+(?:that\s+)?it\s*$", left, re.I)
    )


def _words_after(after: str) -> str:
    verb = _VERB.match(after)
    return after[verb.start(1) :].casefold() if verb else ""


def _is_schedule(after: str, pack: Pack) -> bool:
    words = _words_after(after)
    return any(
        words.startswith(verb) and not words[len(verb) : len(verb) + 1].isalpha()
        for verb in pack.lexicons["schedule_verbs"]
    )


def _is_effect(after: str, pack: Pack) -> bool:
    """Return whether what a thing will do is an effect: 'will help', 'will be improved'; not 'will be built'."""
    verb = _VERB.match(after)
    if not verb:
        return True
    word = verb.group(1).casefold()
    if word == "be":
        participle = _PARTICIPLE.match(after, verb.end())
        done = participle.group(1).casefold() if participle else ""
        regular = done.endswith(("ed", "en")) or done in (
            "built",
            "made",
            "set",
            "held",
            "given",
            "paid",
            "put",
            "sold",
            "bought",
            "sent",
            "spent",
            "taught",
            "led",
            "run",
            "done",
            "found",
            "kept",
        )
        return not regular or done in pack.lexicons["effect_passives"]
    return word in pack.lexicons["effect_verbs"]


def _is_state(after: str, pack: Pack) -> bool:
    """Return whether somebody's `will` tells a state: 'will be the first', 'will be happy to'."""
    verb = _VERB.match(after)
    if not verb or verb.group(1).casefold() != "be":
        return False
    participle = _PARTICIPLE.match(after, verb.end())
    done = participle.group(1).casefold() if participle else ""
    return not done.endswith(("ed", "ing", "en")) or done in pack.lexicons["effect_passives"]


def _is_joint(covered: str, promise: Undertaking, context: Context) -> bool:
    """Return whether several sides promise in the narrator's words, or a signing is announced."""
    if _SIGN.match(covered, covered.find(" ", promise.cue)) and promise.rule.values["modality"] == "pledged":
        return True
    words = covered[promise.subject.start : promise.subject.end]
    several = promise.subject.kind in ("named", "actor") and bool(_BOTH.search(words))
    return several and not context.speaker


def _listed(covered: str, context: Context, pack: Pack) -> Undertaking | None:
    """Return the undertaking of a list item that begins with its verb: 'Work better to coordinate activities'."""
    if not (context.listed and _BARE_VERB.match(covered)):
        return None
    rule = next(r for r in pack.rules if r.kind == "scope" and r.values.get("list"))
    return Undertaking("agreed", Subject("none", 0, 0), 0, rule)
