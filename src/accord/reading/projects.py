"""Read the named projects that a document tells of.

In:  a scene; the pack's rules `project` (group `name`) and `project_state`, its list `project_heads`.
Out: projects, each name once, in text order; the state is what the same sentence says of it, else that of the rule.
"""

from collections.abc import Iterator

from accord.langs import Hit, match
from accord.model.page import Sentence
from accord.model.reading import Project
from accord.model.terms import ProjectKind, State
from accord.reading.page.cues import cues_in
from accord.reading.page.scene import Scene, money_in_span, parties_in

__all__ = ["find_projects"]


def find_projects(scene: Scene) -> tuple[Project, ...]:
    """Return the projects that the page names."""
    found: dict[str, Project] = {}
    for sentence in scene.page.sentences:
        if sentence.kind == "prose":
            for hit in _hits(scene, sentence):
                made = _project(f"j{len(found) + 1}", hit, sentence, scene)
                found.setdefault(made.name.casefold(), made)
    return tuple(found.values())


def _hits(scene: Scene, sentence: Sentence) -> Iterator[Hit]:
    words, last = scene.page.content[sentence.start : sentence.end], 0
    hits = match(scene.pack.rules, words, kind="project")
    for hit in sorted(hits, key=lambda h: (h.found.start("name"), -h.found.end("name"))):
        if hit.found.start("name") >= last and (
            len(hit.found["name"].split()) > 1 or hit.span("more") or _is_made(hit)
        ):
            yield hit
            last = hit.found.end("name")


def _is_made(hit: Hit) -> bool:
    """Whether one word names a thing that somebody is to make: 'a reservoir will be built'."""
    return hit.rule.id.endswith("passive")


def _project(identity: str, hit: Hit, sentence: Sentence, scene: Scene) -> Project:
    begin, _ = hit.found.span("name")
    end = hit.found.end("more") if (hit.span("more") or (0, 0))[1] else hit.found.end("name")
    span = (sentence.start + begin, sentence.start + end)
    name = scene.page.content[span[0] : span[1]]
    money = money_in_span(scene, sentence.start, sentence.end)
    return Project(
        id=identity,
        rule=hit.rule.id,
        name=name,
        kind=_kind(hit.found["name"], scene),
        parties=parties_in(scene, sentence.start, sentence.end),
        state=_state(hit, sentence, scene),
        amount=money[0].money if len(money) == 1 else None,
        evidence=((sentence.start, sentence.end),),
    )


def _kind(name: str, scene: Scene) -> ProjectKind:
    cues = cues_in(name, scene.pack.tables["project_heads"], "kind")
    telling = [kind for _, _, kind in cues if kind != "other"]
    return telling[-1] if telling else "other"  # type: ignore[return-value]


def _state(hit: Hit, sentence: Sentence, scene: Scene) -> State:
    words = scene.page.content[sentence.start : sentence.end]
    said = next(match(scene.pack.rules, words, kind="project_state"), None)
    state: State = (said or hit).rule.values["state"]
    return state
