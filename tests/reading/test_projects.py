"""Projects: what can be counted."""

import pytest

from accord.reading.projects import find_projects
from tests.reading.builders import a_scene
from tests.reading.cases import cases

PROJECTS = [
    ("[party:Acme] will build a fish oil plant in Riga.", [("fish oil plant", "plant", "announced")]),
    (
        "They jointly build a public service platform for ship design, and meet.",
        [("public service platform for ship design", "platform", "announced")],
    ),
    ("They will set up a green shipping fund.", [("green shipping fund", "fund", "announced")]),
    ("They promote the construction of the northern ice harbour.", [("northern ice harbour", "plant", "announced")]),
    ("[party:Riga] will open a ferry line.", [("ferry line", "line", "announced")]),
    ("They will establish a joint ice laboratory.", [("joint ice laboratory", "institute", "announced")]),
    ("They will found a winter festival.", [("winter festival", "event", "announced")]),
    ("They will construct an industrial park.", [("industrial park", "park", "announced")]),
    ("Work on the Amber Ice Bridge is under way.", [("Amber Ice Bridge", "line", "under_way")]),
    ("The Amber Ice Bridge was completed.", [("Amber Ice Bridge", "line", "delivered")]),
    ("They plan the development of a data base.", [("data base", "base", "announced")]),
    ("[party:Acme] will build a sensor factory with 2 million euros.", [("sensor factory", "plant", "announced")]),
    ("They create a dual-center platform.", [("dual-center platform", "platform", "announced")]),
    ("They will build trust.", []),
    ("They want to create a favourable climate.", []),
    ("The plant was large.", []),
]


@pytest.mark.parametrize(("text", "right"), PROJECTS, ids=[text for text, _ in PROJECTS])
def test_a_project_has_a_name_a_kind_and_a_state(text, right):
    assert [(p.name, p.kind, p.state) for p in find_projects(a_scene(text))] == right


def test_a_project_carries_its_amount_and_its_parties():
    (project,) = find_projects(a_scene("[party:Acme] will build a fish mill for 3 million euros."))
    assert (project.amount.value, project.parties) == ("3000000", ("p1",))


@pytest.mark.parametrize("case", cases("projects.toml"))
def test_a_named_project_is_found_by_its_words(case):
    assert [[p.name, p.kind, p.state] for p in find_projects(a_scene(case["text"]))] == case["right"]
