"""Tables of commitments: how firm they are, what is none, and who is to act; a row a construction, with its why."""

import pytest

from accord.reading.commitments.commitments import find_commitments
from accord.reading.posts.posts import find_posts
from tests.builders import an_agreement
from tests.reading.builders import a_scene
from tests.tables import label, rows

STRENGTHS = rows("reading/tables/commitments")
NONE = rows("reading/tables/no_commitments")
ACTORS = rows("reading/tables/actors")


def commitments(text, agreements=()):
    scene = a_scene(text.replace(" ¶ ", "\n"))
    return scene, find_commitments(scene, agreements, find_posts(scene))


@pytest.mark.parametrize("row", STRENGTHS, ids=label)
def test_an_undertaking_has_the_strength_of_its_words(row):
    assert ",".join(c.modality for c in commitments(row["text"])[1]) == row["strength"], row["why"]


@pytest.mark.parametrize("row", NONE, ids=label)
def test_what_only_looks_like_an_undertaking_is_none(row):
    assert commitments(row["text"])[1] == (), row["why"]


@pytest.mark.parametrize("row", ACTORS, ids=label)
def test_the_actors_of_an_undertaking_are_who_is_to_act(row):
    plain = a_scene(row["text"])
    ids = {party.name: party.id for party in plain.cast.parties}
    between = tuple(ids.get(name, name) for name in _names(row["between"]))  # a side may stand elsewhere
    scene, found = commitments(row["text"], (an_agreement(between),) if between else ())
    names = {party.id: party.name for party in scene.cast.parties}
    acting = list(dict.fromkeys(names.get(actor, actor) for c in found for actor in c.actors))
    assert found, "no undertaking"
    assert acting == _names(row["actors"]), row["why"]


def _names(cell):
    return [] if cell == "-" else cell.split(" + ")
