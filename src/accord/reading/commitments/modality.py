"""Decide whether a clause is an undertaking, and of which strength.

In:  a unit (a sentence, or an item of a list) with its names covered, and the context in which it stands.
Out: an `Undertaking`, or None: effects, purposes and the schedule of a meeting are no undertakings, nor is what is asked,
     denied or unknown; what hangs on a condition, and is not laid down by an agreement, is no more than hoped for.
"""

import re
from collections.abc import Callable, Iterator

import msgspec

from accord.langs import Hit, Pack, Rule, match
from accord.langs.masks import slot_pattern
from accord.model.reading import Span
from accord.model.terms import Modality
from accord.reading.commitments.denials import is_conditional, is_denied, waits_for_approval
from accord.reading.commitments.effects import is_effect, is_passive, is_schedule, is_state, is_telling
from accord.reading.commitments.subjects import Subject, antecedent, first_subject, subject_of
from accord.reading.page.grammar import role

__all__ = ["Context", "Undertaking", "continued", "undertaking"]


_PERSON = re.compile(slot_pattern("person"))
_PARTY = re.compile(slot_pattern("party"))
_MOST = 8  # undertakings of one sentence that are looked at
_QUESTION = re.compile(r"\?[\"'”’)\s]*$")


class Context(msgspec.Struct, frozen=True):
    """What went before.

    Attributes:
        agreed: The words stand under "according to the agreement" or in a list of what was agreed.
        listed: They are an item of such a list, where a bare verb is enough.
        speaker: A person speaks.
        body_speaks: A body speaks.
        joint: 'We' are the parties together, as in a joint statement.
        several: Where the unit speaks of several parties at once ('both sides').
        contracting: Where it speaks of parties of an agreement that the page reports.
        own: Where it speaks of the body that speaks, or of that for which the person who speaks stands.
        told: Whether the words may be the page's own again, after somebody spoke.
        reported: Whether the page reports an agreement.
    """

    agreed: bool = False
    listed: bool = False
    speaker: bool = False
    body_speaks: bool = False
    joint: bool = False
    several: tuple[Span, ...] = ()
    contracting: tuple[Span, ...] = ()
    own: tuple[Span, ...] = ()
    reported: bool = False
    told: bool = False


class Undertaking(msgspec.Struct, frozen=True):
    """A clause in which somebody undertakes something.

    Attributes:
        modality: agreed, pledged or hoped.
        subject: Who is to act, as far as the words say.
        cue: Where the words of undertaking begin.
        rule: The rule that found them.
        onward: Where they end.
        others: Further undertakings of the unit, by others.
    """

    modality: Modality
    subject: Subject
    cue: int
    rule: Rule
    onward: int
    others: tuple["Undertaking", ...] = ()


def undertaking(covered: str, context: Context, pack: Pack) -> Undertaking | None:
    """Return the first undertaking in a unit; None where there is none."""
    if _QUESTION.search(covered):
        return None
    found = sorted(_promises(covered, context, pack), key=lambda u: u.cue)[:_MOST]
    if not found:
        return _listed(covered, context, pack)
    first = found[0]
    modality = first.modality
    if modality != "hoped" and not context.agreed and is_conditional(covered, pack):
        unreal = first.rule.values.get("conditional") == "none" and not waits_for_approval(covered, pack)
        return None if unreal else _hoped(first)
    joint = any(_is_joint(covered, one, context, pack) for one in found)
    if modality == "pledged" and (context.agreed or joint or _is_content(covered, first, context, pack)):
        modality = "agreed"
    if "several" in first.rule.values and _is_of_sides(covered, first.subject, context, pack):
        modality = "hoped"  # what 'both sides should' do nobody has promised
    others = tuple(u for u in found[1:] if u.subject.kind in ("named", "we", "thing") and u.modality != "hoped")
    return msgspec.structs.replace(first, modality=modality, others=others)


def _hoped(promise: Undertaking) -> Undertaking:
    return msgspec.structs.replace(promise, modality="hoped")


def _promises(covered: str, context: Context, pack: Pack) -> Iterator[Undertaking]:
    for hit in match(pack.rules, covered, kind="promise"):
        at = hit.found.start("cue")
        subject = subject_of(covered, at, pack)
        subject = _told(covered, subject, pack)
        if subject.kind == "relative" and "content" in hit.rule.values:
            subject = antecedent(covered, subject, pack)
        if _holds(covered, hit, subject, context, pack):
            yield Undertaking(hit.rule.values["modality"], subject, at, hit.rule, hit.found.end("cue"))


def _told(covered: str, subject: Subject, pack: Pack) -> Subject:
    """Return the subject that a joined verb or a reported pronoun stands for: of 'A and B said they will' A and B."""
    if subject.kind == "joined":
        return first_subject(covered, pack)
    if subject.kind in ("they", "it"):
        left = covered[: subject.start]
        saying = re.search(rf"(?<!\w)(?:{role(pack, 'saying')})\s+(?:(?:{role(pack, 'relative')})\s+)?$", left, re.I)
        named = subject_of(covered, saying.start(), pack) if saying else subject
        return named if named.kind == "named" else subject
    return subject


def _holds(covered: str, hit: Hit, subject: Subject, context: Context, pack: Pack) -> bool:
    """Return whether the cue is an undertaking of its subject, and no condition, effect or schedule."""
    left, after = covered[: hit.found.start("cue")], covered[hit.found.end("cue") :]
    how = hit.rule.values.get("subject", "will")
    if is_denied(covered, hit, pack):
        return False
    if how == "thing" or how in _PRESENT:
        return _is_term(covered, after, how, subject, context, pack)
    if how == "any" or subject.kind == "relative":
        return bool(how == "any")
    if how == "somebody":
        tells = hit.rule.values["modality"] == "pledged" and (is_telling(after, pack) or is_schedule(after, pack))
        return subject.kind != "thing" and not tells
    if how == "leader":
        return _is_led(after, hit, subject, context, pack)
    person = _is_person(covered, subject) and not context.speaker
    return not is_schedule(after, pack, person=person) and _is_undertaken(left, after, subject, context, pack)


def _is_term(covered: str, after: str, how: str, subject: Subject, context: Context, pack: Pack) -> bool:
    """Return whether it is a term of the agreement that the page reports: of a thing, or of who may tell it so."""
    if how == "thing":
        return context.reported and subject.kind not in ("relative", "we") and not _is_person(covered, subject)
    return _PRESENT[how](subject, context) and not is_schedule(after, pack)


def _is_person(covered: str, subject: Subject) -> bool:
    """Return whether the subject is a person; what looks like one among bodies is a body, too: 'Gasunie and the port'."""
    words = covered[subject.start : subject.end]
    return bool(_PERSON.search(words)) and not _PARTY.search(words)


def _is_undertaken(left: str, after: str, subject: Subject, context: Context, pack: Pack) -> bool:
    """Return whether what the subject `will` is of a thing no effect, of somebody no mere state."""
    if subject.kind == "thing" or (subject.kind == "it" and not _is_reported(left, pack)):
        return not is_effect(after, pack)
    return not is_telling(after, pack) and (context.agreed or not is_state(after, pack))


def _is_led(after: str, hit: Hit, subject: Subject, context: Context, pack: Pack) -> bool:
    """Return whether what a leader says must be done is to be done by somebody, and is no schedule."""
    if subject.kind == "thing" and context.agreed:  # 'under the contract the line must be finished in May'
        return is_passive(after, pack)
    led = subject.kind in ("named", "they", "actor") or (subject.kind == "we" and context.speaker)
    return led and ("several" in hit.rule.values or not is_schedule(after, pack))  # 'should visit' is no schedule


def _is_contracting(subject: Subject, context: Context) -> bool:
    """Return whether the subject is a side of the page's agreement, by its name."""
    return subject.kind != "relative" and _among(subject, context.contracting)


def _is_side(subject: Subject, context: Context) -> bool:
    """Return whether it is such a side by any name: also 'the state', 'they', where the page reports an agreement."""
    if _is_contracting(subject, context) or _is_laid(subject, context):
        return True
    return context.reported and subject.kind in ("actor", "it", "they")


def _is_laid(subject: Subject, context: Context) -> bool:
    """Return whether it is somebody of whom words under an agreement speak."""
    return context.agreed and subject.kind in ("actor", "it", "they", "named")


def _is_reported_here(subject: Subject, context: Context) -> bool:
    """Return whether the page reports an agreement, whatever the subject is."""
    return context.reported and subject.kind != "relative"


_PRESENT: dict[str, Callable[[Subject, Context], bool]] = {
    "contracting": _is_contracting,
    "terms": _is_side,
    "laid": _is_laid,
    "reported": _is_reported_here,
}  # whose terms may be told in the present tense, by `subject` of a rule


def _is_reported(left: str, pack: Pack) -> bool:
    """Return whether 'it' is the body that speaks: 'the bank said it'."""
    return bool(re.search(rf"(?<!\w)(?:{role(pack, 'saying')})\s+(?:{role(pack, 'relative')}\s+)?\w+\s*$", left, re.I))


def _is_joint(covered: str, promise: Undertaking, context: Context, pack: Pack) -> bool:
    """Return whether several sides promise, or the text itself tells a plan, and no leader speaks."""
    if any(match(pack.rules, covered[promise.cue :], kind="joint_act")):
        return True
    if _leader_speaks(promise, context):
        return False
    return (
        context.joint
        or any(match(pack.rules, covered, kind="joint_manner"))
        or _is_shared(covered, promise, context, pack)
    )


def _is_content(covered: str, promise: Undertaking, context: Context, pack: Pack) -> bool:
    """Return whether the page itself tells what a side of its agreement will do: that is what was agreed."""
    subject = promise.subject
    if "content" not in promise.rule.values or _leader_speaks(promise, context) or _among(subject, context.own):
        return False
    if any(match(pack.rules, covered[: promise.cue], kind="attributed")):
        return False
    body = subject.kind == "named" and not _PERSON.search(covered, subject.start, subject.end)
    somebody = (body or subject.kind == "actor") and context.reported and not context.body_speaks
    return somebody or _among(subject, context.contracting)


def _leader_speaks(promise: Undertaking, context: Context) -> bool:
    """Return whether a leader promises: not where the page may go on by itself to tell what is to be done."""
    return context.speaker and not (context.told and promise.subject.kind == "thing")


def _among(subject: Subject, spans: tuple[Span, ...]) -> bool:
    return any(subject.start < end and start < subject.end for start, end in spans)


def _is_shared(covered: str, promise: Undertaking, context: Context, pack: Pack) -> bool:
    """Return whether the subject is several sides, or a thing or what is to be made, of which no body speaks."""
    subject = promise.subject
    set_up = subject.kind == "it" and not _is_reported(covered[: promise.cue], pack)  # 'It will meet': a body set up
    if set_up or subject.kind == "thing" or (subject.kind == "actor" and is_passive(covered[promise.onward :], pack)):
        return "subject" not in promise.rule.values and not context.body_speaks
    if _among(subject, context.several):
        return True
    words = covered[subject.start : subject.end]
    return subject.kind in ("named", "actor") and bool(_word(pack, "several").search(words))


def _is_of_sides(covered: str, subject: Subject, context: Context, pack: Pack) -> bool:
    """Return whether the subject is the sides of a cooperation: 'both cities', not 'all departments'."""
    if _among(subject, context.several):
        return True
    return subject.kind == "actor" and bool(_word(pack, "sides").search(covered[subject.start : subject.end]))


def _word(pack: Pack, name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{role(pack, name)})(?!\w)", re.IGNORECASE)


def _listed(covered: str, context: Context, pack: Pack) -> Undertaking | None:
    """Return the undertaking of a list item that begins with its verb: 'Work better to coordinate activities'."""
    kinds = ("item", "item_of_party", "item_on") if context.listed else ()
    if (context.agreed or context.reported) and covered.endswith(";"):  # the first of a list parted by semicolons
        kinds = (*kinds, "item_of_party")
    item = next((hit for kind in kinds for hit in match(pack.rules, covered, kind=kind)), None)
    return Undertaking("agreed", _item_subject(item), 0, item.rule, 0) if item else None


def _item_subject(item: Hit) -> Subject:
    who = item.span("who")
    return Subject("named", *who) if who else Subject("none", 0, 0)


def continued(covered: str, before: Undertaking | None, pack: Pack) -> Undertaking | None:
    """Return the undertaking of an item that goes on after a semicolon: 'agreed to build a quay; train sailors'.

    Terms in infinitives, 'the fees to be shared', are agreed also where the sentence undertakes nothing before them.
    """
    kinds = ("item_on", "item_of_party")
    hits = (hit for kind in kinds for hit in match(pack.rules, covered, kind=kind))
    item = next((hit for hit in hits if before or hit.rule.values.get("terms")), None)
    modality = before.modality if before else "agreed"
    return Undertaking(modality, _item_subject(item), 0, item.rule, 0) if item else None
