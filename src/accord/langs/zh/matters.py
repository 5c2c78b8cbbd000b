"""Read progress, mechanisms, projects and topics.

In:  a scene and its agreements; the pack's rules of `matters.toml`, its lists of heads, kinds and cadences.
Out: what the page says of the state of things, of what keeps an agreement alive, of named projects, of other matters.

A plan is a commitment and no progress; a claim of one side is shown as its claim. A mechanism and a project stand once,
by name.
"""

import re
from collections.abc import Iterator
from typing import cast as typed

from accord.langs.rules import Hit, match
from accord.langs.told import claimed_by, party_of, topics_of
from accord.langs.zh.cues import cues_in
from accord.langs.zh.page.scene import Scene, covered, parties_in, within
from accord.model.page import Sentence
from accord.model.reading import Agreement, Mechanism, Progress, Project, Span, Topic
from accord.model.terms import Cadence, MechanismKind, ProjectKind, State

__all__ = ["find_mechanisms", "find_progress", "find_projects", "find_topics"]

_CLAUSE = re.compile(r"[，。；：“”、]")
_ADVERB = re.compile(
    r"^(?:目前|今年|去年|近日|日前|据悉|据介绍|随着|由|的|[\ue006\ue007]+|[，、\s]|[\d一二三四五六七八九十]+月)+"
)
_LONGEST = 40  # characters of a thing's name
_NEAR = 20  # characters after a name in which its state is told
_SHORTEST = 3  # characters of a thing's name: 项目 alone names none


def find_progress(scene: Scene) -> tuple[Progress, ...]:
    """Return what the page says of the state of things."""
    found: list[Progress] = []
    for sentence, words in _prose(scene):
        last = 0
        hits = sorted(match(scene.pack.rules, words, kind="progress"), key=lambda h: (h.found.start(), -h.found.end()))
        for hit in hits:
            thing = _thing(hit, words)
            if hit.found.start() >= last and thing and not _is_plan(scene, words, hit):
                found.append(_progress(f"g{len(found) + 1}", hit, thing, sentence, scene))
                last = hit.found.end()
    return tuple(found)


def find_mechanisms(scene: Scene, agreements: tuple[Agreement, ...]) -> tuple[Mechanism, ...]:
    """Return the mechanisms that the page tells of."""
    found: dict[str, Mechanism] = {}
    for sentence, _ in _prose(scene):
        words, last = scene.text[sentence.start : sentence.end], 0
        for hit in sorted(match(scene.pack.rules, words, kind="mechanism"), key=lambda h: h.found.span("name")):
            if hit.found.start("name") >= last and len(hit.found["name"]) >= _SHORTEST:
                made = _mechanism(f"n{len(found) + 1}", hit, sentence, scene, agreements)
                found.setdefault(made.name, made)
                last = hit.found.end("name")
    return tuple(found.values())


def find_projects(scene: Scene) -> tuple[Project, ...]:
    """Return the projects that the page names."""
    found: dict[str, Project] = {}
    for sentence, words in _prose(scene):
        last = 0
        for hit in sorted(match(scene.pack.rules, words, kind="project"), key=lambda h: h.found.span("name")):
            if hit.found.start("name") >= last and len(hit.found["name"]) > _SHORTEST:
                made = _project(f"j{len(found) + 1}", hit, sentence, scene)
                found.setdefault(made.name, made)
                last = hit.found.end("name")
    return tuple(found.values())


def find_topics(scene: Scene) -> tuple[Topic, ...]:
    """Return the topics that the page speaks of, each once with its first words, in the order of the closed list."""
    told = (
        (sentence, hit)
        for sentence in scene.sentences
        if sentence.kind != "furniture"
        for hit in match(scene.pack.rules, covered(scene, sentence), kind="topic")
    )
    return topics_of(told, scene.cast.standings)


def _prose(scene: Scene) -> Iterator[tuple[Sentence, str]]:
    for sentence in scene.sentences:
        if sentence.kind == "prose":
            yield sentence, covered(scene, sentence)


def _thing(hit: Hit, words: str) -> Span | None:
    """Return the thing whose state is told: up to its head, from the clause's beginning; None where too little names it."""
    start, end = hit.span("thing") or (0, 0)
    if head := hit.span("head"):
        cuts = [m.end() for m in _CLAUSE.finditer(words, max(0, head[0] - _LONGEST), head[0])]
        start, end = cuts[-1] if cuts else max(0, head[0] - _LONGEST), max(head[1], (hit.span("part") or head)[1])
    front = _ADVERB.match(words[start:end])
    start += front.end() if front else 0
    return (start, end) if end - start >= _SHORTEST else None


def _is_plan(scene: Scene, words: str, hit: Hit) -> bool:
    """Return whether it has not happened: a modal, a denial or a condition stands before the cue in its clause."""
    at = (hit.span("cue") or hit.found.span())[0]
    cuts = [m.end() for m in _CLAUSE.finditer(words, 0, at)]
    clause = words[cuts[-1] if cuts else 0 : at]
    return any(match(scene.pack.rules, clause, kind="progress_plan"))


def _progress(identity: str, hit: Hit, thing: Span, sentence: Sentence, scene: Scene) -> Progress:
    start, end = sentence.start + thing[0], sentence.start + thing[1]
    name = scene.text[start:end]
    state: State = hit.rule.values["state"]
    if state == "delivered" and any(match(scene.pack.rules, name, kind="progress_part")):
        state = "partly_delivered"
    dates = within(scene.dates, sentence.start, sentence.end)
    near = min(dates, key=lambda d: abs(d.start - end), default=None)
    money = within(scene.money, sentence.start, sentence.end)
    speech = match(scene.pack.rules, covered(scene, sentence), kind="speech")
    return Progress(
        id=identity,
        rule=hit.rule.id,
        party=party_of(scene.cast.standings, sentence),
        object=name,
        state=state,
        claim_by=claimed_by(speech, scene.cast.standings, scene.text, sentence),
        date=near.date if near else None,
        amount=money[0].money if len(money) == 1 else None,
        evidence=((sentence.start, sentence.end),),
    )


def _mechanism(
    identity: str, hit: Hit, sentence: Sentence, scene: Scene, agreements: tuple[Agreement, ...]
) -> Mechanism:
    start, end = (sentence.start + at for at in hit.found.span("name"))
    name = scene.text[start:end]
    parties = parties_in(scene, sentence.start, sentence.end)
    kinds = [row["kind"] for _, _, row in cues_in(name, scene.pack.tables["mechanism_kinds"])]
    return Mechanism(
        id=identity,
        rule=hit.rule.id,
        kind=typed("MechanismKind", kinds[-1] if kinds else "other"),
        name=name,
        cadence=_cadence(name, scene) or _meets(scene.text[sentence.start : sentence.end], scene),
        parties=parties if len(parties) > 1 or len(agreements) != 1 else agreements[0].parties,
        evidence=((start, end),),
    )


def _meets(words: str, scene: Scene) -> Cadence | None:
    """Return how often a mechanism meets, where its sentence says so: 每年召开一次."""
    told = next(match(scene.pack.rules, words, kind="meets"), None)
    return _cadence(told.found["how"], scene) if told else None


def _cadence(words: str, scene: Scene) -> Cadence | None:
    cues = [row["cadence"] for _, _, row in cues_in(words, scene.pack.tables["cadences"])]
    return typed("Cadence", cues[0]) if cues else None


def _project(identity: str, hit: Hit, sentence: Sentence, scene: Scene) -> Project:
    start, end = (sentence.start + at for at in hit.found.span("name"))
    name = scene.text[start:end]
    kinds = [row["kind"] for _, at, row in cues_in(name, scene.pack.tables["project_heads"]) if at == len(name)]
    money = within(scene.money, sentence.start, sentence.end)
    return Project(
        id=identity,
        rule=hit.rule.id,
        name=name,
        kind=typed("ProjectKind", kinds[-1] if kinds else "other"),
        parties=parties_in(scene, sentence.start, sentence.end),
        state=_state(hit, sentence, scene),
        amount=money[0].money if len(money) == 1 else None,
        evidence=((sentence.start, sentence.end),),
    )


def _state(hit: Hit, sentence: Sentence, scene: Scene) -> State:
    """Return what the sentence says of a project's state; that of the rule where it says nothing that has happened."""
    words = covered(scene, sentence)
    name = hit.found["name"]
    told = (h for h in match(scene.pack.rules, words, kind="progress") if not _is_plan(scene, words, h))
    state: State = next(
        (
            h
            for h in told
            if h.found.start() < hit.found.end() + _NEAR and h.span("head") and name.endswith(h.found["head"])
        ),
        hit,
    ).rule.values["state"]
    return state
