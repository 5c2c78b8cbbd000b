"""Tell an undertaking from an effect, a state, or the schedule of a meeting, by the verb that follows 'will'.

In:  the words after the cue of an undertaking; the pack's lists of verbs.
Out: what they are. A thing undertakes nothing: 'the deal will help' is an effect; 'the port will be built' is a plan.
"""

import re
from functools import lru_cache

import msgspec

from accord.langs import Pack
from accord.reading.page.grammar import any_of, role

__all__ = ["is_effect", "is_passive", "is_schedule", "is_state", "is_telling"]


class _Verbs(msgspec.Struct, frozen=True):
    first: re.Pattern[str]
    passive: re.Pattern[str]
    schedule: re.Pattern[str]
    plan: re.Pattern[str]
    telling: re.Pattern[str]
    effect: re.Pattern[str]
    state: re.Pattern[str]
    visit: re.Pattern[str]
    irregular: re.Pattern[str]
    founding: re.Pattern[str]


def is_schedule(after: str, pack: Pack, *, person: bool = False) -> bool:
    """Return whether the words tell the course of a visit or meeting: 'attend', 'be held'; of a person, 'deliver'."""
    verbs = _verbs(pack)
    words = _from_verb(after, verbs)
    return bool(verbs.schedule.match(words) or (person and verbs.visit.match(words)))


def is_telling(after: str, pack: Pack) -> bool:
    """Return whether the verb tells a meaning or a mood, whoever its subject is: 'mark', 'know'."""
    verbs = _verbs(pack)
    return bool(verbs.telling.match(_from_verb(after, verbs)))


def is_state(after: str, pack: Pack) -> bool:
    """Return whether the words tell what somebody will be or have: 'be the first', 'own'; not 'be paying', 'have to'."""
    verbs = _verbs(pack)
    words = _from_verb(after, verbs)
    if verbs.state.match(words):
        return True
    passive = verbs.passive.match(words)
    if not passive or verbs.plan.match(words):
        return False
    return not (verbs.founding.fullmatch(passive.group(1)) or _is_done(passive.group(1), verbs, active=True))


def is_passive(after: str, pack: Pack) -> bool:
    """Return whether something is to be done: 'be set up', 'be built by'."""
    verbs = _verbs(pack)
    passive = verbs.passive.match(_from_verb(after, verbs))
    return bool(passive) and _is_done(passive.group(1), verbs, active=False)  # type: ignore[union-attr]


def is_effect(after: str, pack: Pack) -> bool:
    """Return whether what a thing will do is an effect: 'will help', 'will be improved'; not 'will be built'."""
    verbs = _verbs(pack)
    words = _from_verb(after, verbs)
    if verbs.plan.match(words):
        return False
    passive = verbs.passive.match(words)
    return not passive or not _is_done(passive.group(1), verbs, active=False)


def _is_done(word: str, verbs: _Verbs, *, active: bool) -> bool:
    """Return whether `word` is a participle of something that somebody does."""
    endings = ("ed", "en", "ing") if active else ("ed", "en")
    return (word.endswith(endings) or bool(verbs.irregular.fullmatch(word))) and not verbs.effect.fullmatch(word)


def _from_verb(after: str, verbs: _Verbs) -> str:
    found = verbs.first.match(after)
    return after[found.end() :].casefold() if found else ""


def _verbs(pack: Pack) -> _Verbs:
    lists = (
        "schedule_verbs",
        "plan_verbs",
        "telling_verbs",
        "effect_passives",
        "state_verbs",
        "participles",
        "visit_verbs",
    )
    roles = tuple(role(pack, name) for name in ("adverb", "copula", "charged", "kept", "founding"))
    return _compiled(roles, tuple(pack.lexicons[name] for name in lists))


@lru_cache(maxsize=8)
def _compiled(roles: tuple[str, ...], lists: tuple[tuple[str, ...], ...]) -> _Verbs:
    adverbs, copula, charged, kept, founding = roles
    schedule, plan, telling, effect, state, irregular, visit = (any_of(words) for words in lists)
    between = rf"(?:(?:{adverbs}|\w+ly)(?!\w),?\s+|,\s*)*"
    return _Verbs(
        first=re.compile(rf"\s*{between}(?=\w)", re.IGNORECASE),
        passive=re.compile(rf"(?:{copula})\s+{between}([\w-]+)"),
        schedule=re.compile(rf"(?!host\s(?:\S+\s){{0,6}}?(?:{kept})(?!\w))(?:{schedule})(?!\w)"),  # 'host ten students'
        plan=re.compile(rf"(?:{plan})(?!\w)"),
        telling=re.compile(rf"(?:{telling})(?!\w)"),
        effect=re.compile(effect),
        state=re.compile(rf"(?:{state})(?!\w)(?! to )"),
        visit=re.compile(rf"(?:{visit})(?!\w)"),
        irregular=re.compile(f"{irregular}|{charged}"),
        founding=re.compile(founding),  # 'a company will be created': a body is, of which jobs are an effect
    )
