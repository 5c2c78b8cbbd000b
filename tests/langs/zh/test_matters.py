"""Progress, mechanisms, projects and topics that Chinese sentences tell of: a row a construction."""

import pytest

from accord.langs.zh.matters import find_mechanisms, find_progress, find_projects, find_topics
from tests.langs.zh.scenes import a_scene
from tests.tables import cases


def told(cell):
    return [] if cell == "-" else cell.split("; ")


@pytest.mark.parametrize("row", cases("langs/zh/tables/progress"))
def test_progress_is_a_state_of_a_thing(row):
    assert [f"{one.state} {one.object}" for one in find_progress(a_scene(row["text"]))] == told(row["progress"])


@pytest.mark.parametrize("row", cases("langs/zh/tables/mechanisms"))
def test_a_mechanism_has_its_kind_and_rhythm(row):
    found = find_mechanisms(a_scene(row["text"]), ())
    assert [f"{one.kind} {one.cadence or '-'} {one.name}" for one in found] == told(row["mechanisms"])


@pytest.mark.parametrize("row", cases("langs/zh/tables/projects"))
def test_a_project_has_its_kind_and_state(row):
    found = find_projects(a_scene(row["text"]))
    assert [f"{one.kind} {one.state} {one.name}" for one in found] == told(row["projects"])


@pytest.mark.parametrize("row", cases("langs/zh/tables/topics"))
def test_a_page_has_the_topics_of_which_it_speaks(row):
    assert [one.topic for one in find_topics(a_scene(row["text"]))] == told(row["topics"].replace(" ", "; "))


def test_a_claim_of_one_side_is_shown_as_its_claim():
    (one,) = find_progress(a_scene("[party:甲公司]表示，海洋装备产业园已建成。"))
    assert (one.state, one.claim_by) == ("delivered", "p1")
