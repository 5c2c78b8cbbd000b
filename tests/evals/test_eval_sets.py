"""Gold sets, floors, halves and the report, on a small world in a temporary folder."""

import hashlib
import json
from pathlib import Path

import msgspec
import pytest
from evals.carry import carry
from evals.figures import Heard, score
from evals.floors import Floors, complaints, load_floors
from evals.gold import digest, load, unseen
from evals.report import as_json, as_text, errors, outcome
from evals.sets import GoldSet, find_sets, halves, names_of_sets

from accord.model import Facts
from tests.evals.small import WORDS, a_gold, a_gold_post, an_item

PROJECT = Path(__file__).parents[2]


def write(folder: Path, stem: str, words: str = WORDS, language: str = "en") -> None:
    (folder / "gold").mkdir(parents=True, exist_ok=True)
    (folder / "news").mkdir(parents=True, exist_ok=True)
    (folder / "news" / f"{stem}.txt").write_bytes(words.encode())
    gold = a_gold(id=stem, language=language, sha256=hashlib.sha256(words.encode()).hexdigest())
    (folder / "gold" / f"{stem}.json").write_bytes(msgspec.json.encode(gold))


def test_a_document_that_changed_since_it_was_annotated_is_refused(tmp_path):
    write(tmp_path, "one")
    (tmp_path / "news" / "one.txt").write_text("Other words.", "utf-8")
    with pytest.raises(ValueError, match="annotate it anew"):
        load(tmp_path / "gold", tmp_path / "news")


def test_gold_without_its_document_is_refused(tmp_path):
    write(tmp_path, "one")
    (tmp_path / "news" / "one.txt").unlink()
    with pytest.raises(FileNotFoundError, match=r"one\.\*"):
        load(tmp_path / "gold", tmp_path / "news")


def test_spans_index_the_words_beside_the_gold_where_they_stand_there(tmp_path):
    write(tmp_path, "page", words="<p>Ems</p>")
    (tmp_path / "gold" / "page.txt").write_text("Ems", "utf-8")
    assert load(tmp_path / "gold", tmp_path / "news")[0].words == "Ems"


def test_a_changed_gold_changes_the_digest(tmp_path):
    write(tmp_path, "one")
    before = digest((tmp_path / "gold").glob("*.json"))
    write(tmp_path, "two")
    assert digest((tmp_path / "gold").glob("*.json")) != before


def test_a_changed_gold_is_a_complaint_even_above_the_floor():
    said = complaints("en", Floors("sha256:old", {"mean": 0.5}), gold="sha256:new", figures={"mean": 0.9})
    assert len(said) == 1
    assert "sha256:new" in said[0]


FLOORS = [(0.55, 0), (0.546, 0), (0.544, 1), (0.9, 0)]


@pytest.mark.parametrize(("found", "wrong"), FLOORS)
def test_a_figure_may_fall_below_its_floor_by_the_margin_only(found, wrong):
    said = complaints("en", Floors("same", {"mean": 0.55}), gold="same", figures={"mean": found})
    assert len(said) == wrong


def test_the_floors_name_sets_that_there_are():
    others = {"identity", "clusters", "clusters-sample", "states"}  # names, and descriptions, are no documents
    assert set(load_floors()) <= {*names_of_sets(), *others}


@pytest.mark.parametrize(("name", "language"), [("examples", "en"), ("examples-zh", "zh")])
def test_the_floor_of_the_examples_is_of_the_examples_that_are_shipped(name, language):
    assert load_floors()[name].gold == digest((PROJECT / "examples" / "gold" / language).glob("*.json"))


def test_a_folder_of_several_languages_is_a_set_for_each():
    found, _ = find_sets(PROJECT, PROJECT, frozenset({"en", "zh"}))
    for name, language in (("more", "en"), ("more-zh", "zh")):
        (one,) = [each for each in found if each.name == name]
        assert {item.gold.language for item in one.items} == {language}


def test_without_a_sample_what_is_shipped_is_scored_and_it_is_said(tmp_path):
    found, left_out = find_sets(PROJECT, tmp_path, frozenset({"en"}))
    assert [one.name for one in found] == ["examples", "more"]
    assert "ACCORD_GOLD" in left_out[0]


def test_a_set_in_a_language_without_a_pack_is_left_out_and_it_is_said(tmp_path):
    write(tmp_path, "one")
    for name, language in (("en", "en"), ("zh", "zh")):
        write(tmp_path / name, "two", language=language)
        for part in ("gold", "news"):
            (tmp_path / part / name).mkdir()
            for file in (tmp_path / name / part).iterdir():
                file.rename(tmp_path / part / name / file.name)
    found, left_out = find_sets(PROJECT, tmp_path, frozenset({"en"}))
    assert [one.name for one in found] == ["examples", "more", "top", "en"]
    assert left_out == ["zh: no language pack for zh yet"]


def test_the_halves_share_nothing_and_hold_everything():
    items = tuple(an_item(id=f"d{i}") for i in range(20))
    seen, kept = halves(GoldSet("en", "", items))
    assert {i.gold.id for i in seen.items} | {i.gold.id for i in kept.items} == {f"d{i}" for i in range(20)}
    assert all(unseen(i.gold.id) for i in kept.items)
    assert not any(unseen(i.gold.id) for i in seen.items)


def test_the_errors_of_the_unseen_half_are_not_listed():
    items = (an_item(id="d", posts=(a_gold_post("Ida Berg", "Mayor"),)),)
    made = [score(item, Heard()) for item in items]
    assert "Ida Berg" not in "\n".join(errors(outcome(GoldSet("en", "", items, shown=False), made), 5))
    assert "Ida Berg" in "\n".join(errors(outcome(GoldSet("en", "", items), made), 5))


def test_errors_are_counted_by_class_the_most_frequent_first():
    item = an_item(relevant=True, posts=tuple(a_gold_post(name, "Mayor") for name in ("Ida", "Bo", "Lea")))
    lines = errors(outcome(GoldSet("en", "", (item,)), [score(item, Heard())]), 2)
    assert lines[1:3] == ["    3 posts missed", "    1 relevance missed"]
    assert len([line for line in lines if "Mayor" in line]) == 2


def test_the_report_shows_floors_and_is_plain_json():
    item = an_item()
    result = outcome(GoldSet("en", "", (item,)), [score(item, Heard(Facts(relevant=True), WORDS))])
    assert as_text(result, Floors("", {"mean": 0.55, "posts": 0.4}))[-1].endswith("floor 0.550")
    assert json.loads(json.dumps(as_json(result, None, most=0)))["mean"] == 1.0


CARRIED = [
    ("Ems will build.", "Ems will build.", [(4, 14)], [(4, 14)], "the same text"),
    ("Ems will build.", "Ems\nwill\n\nbuild.", [(4, 14)], [(4, 15)], "other white space"),
    ("Ems will build.", "<b>Ems</b> will build.", [(0, 15)], [(3, 22)], "markup that the reading has not"),
    ("Ems will build.", "%%", [(0, 3)], [(0, 0)], "words that are not there"),
]


@pytest.mark.parametrize(("text", "words", "spans", "expected", "why"), CARRIED)
def test_spans_find_their_characters_in_another_layout(text, words, spans, expected, why):
    assert carry(spans, text, words) == expected, why
