"""The key of who is who, and how a register is measured with it."""

from pathlib import Path

import msgspec
import pytest
from evals.clusters import FOLDER, Name, Outcome
from evals.floors import load_floors
from evals.gold import Gold
from evals.names import name_key

from evals import clusters
from tests.builders import a_found
from tests.register.worlds import a_register, take_in

PROJECT = Path(__file__).parents[2]
FILES = sorted(FOLDER.glob("clusters-*.tsv"))
KEY = {file.stem: clusters.load(file) for file in FILES}


def told(*pairs: tuple[str, str], lost: tuple[Name, ...] = (), shown: bool = True) -> Outcome:
    """Return the outcome of a register that put names, each called by its body, into entities."""
    found = tuple(
        (Name(f"d{at}", f"{body} {at}", body, shown), entity) for at, (body, entity) in enumerate(pairs, start=1)
    )
    return Outcome("small", "", found, lost)


def test_every_file_is_well_formed_and_no_name_stands_twice_in_a_document():
    names = [name for file in KEY.values() for name in file]
    assert set(KEY) == {"clusters-examples", "clusters-sample", "clusters-unseen"}
    assert len({(name.document, name_key(name.name)) for name in names}) == len(names) > 400
    assert all(name.body == name.body.strip().lower() != "" for name in names)


def test_the_key_of_the_examples_says_something_of_every_party_that_gold_names():
    known = {name.document for name in KEY["clusters-examples"]}
    names = {(name.document, name.name) for name in KEY["clusters-examples"]}
    for file in sorted((PROJECT / "examples" / "gold").glob("*/*.json")):
        gold = msgspec.json.decode(file.read_bytes(), type=Gold)
        parties = [party for one in (*gold.agreements, *gold.meetings) for party in one.parties]
        assert {(gold.id, party[0]) for party in parties} <= names
        known.discard(gold.id)
    assert known == set()


def test_the_key_of_the_examples_knows_rivals_and_subsidiaries_apart():
    of = {(name.document, name.name): name.body for name in KEY["clusters-examples"]}
    assert of["nanjing-cec-2024", "CETC"] == of["nanjing-cetc-2024-zh", "中国电科"] != of["nanjing-cec-2024", "CEC"]
    assert of["wuxi-smart-transport-2018-zh", "中电科软信"] != of["wuxi-smart-transport-2018-zh", "中国电科"]
    assert of["ningbo-ganzhou-2019-zh", "宁波市委"] != of["ningbo-ganzhou-2019-zh", "宁波"]


def test_unseen_names_cannot_be_found_by_searching_the_project():
    words = (FOLDER / "clusters-unseen.tsv").read_text("utf-8")
    assert not any(name.shown or name.name in words for name in KEY["clusters-unseen"])
    assert all(name.shown for stem, names in KEY.items() if stem != "clusters-unseen" for name in names)


@pytest.mark.parametrize(
    ("entities", "precision", "recall", "why"),
    [
        ("1111122222 33", 1.0, 1.0, "as the key has it"),
        ("1111122222 22", 16 / 21, 1.0, "the two of the small body are in the entity of the second"),
        ("1111111111 33", 7 / 12, 1.0, "the two large bodies are one: worse, since more names are touched"),
        ("1234567890 ab", 1.0, 1 / 4, "every name is an entity of its own"),
    ],
)
def test_b_cubed_gives_the_figures_of_a_hand_count(entities: str, precision: float, recall: float, why: str):
    bodies, put = "aaaaabbbbbcc", entities.replace(" ", "")
    scores = clusters.b_cubed(zip(bodies, put, strict=True))
    means = [sum(one[at] for one in scores) / len(scores) for at in (0, 1)]
    assert means == pytest.approx([precision, recall]), why


def test_names_that_are_not_known_lower_no_f1_but_what_is_known():
    lost = (Name("d9", "a 9", "a"),)
    assert clusters.figures(told(("a", "1"), ("a", "1"), ("b", "2"), lost=lost)) == {
        "precision": 1.0, "recall": 1.0, "f1": pytest.approx(1.0), "known": 0.75,
    }  # fmt: skip


def test_errors_say_what_was_joined_and_what_was_parted():
    said = clusters.errors(told(("a", "1"), ("b", "1"), ("b", "2")), 5)
    assert [line.split(":")[0].strip() for line in said] == ["joined", "parted"]


def test_errors_in_unseen_documents_stay_unlisted_but_count():
    result = told(("a", "1"), ("b", "1"), shown=False, lost=(Name("d9", "a 9", "a", shown=False),))
    assert clusters.errors(result, 100) == []
    assert clusters.figures(result)["precision"] == 0.5
    assert any(line.split()[0] == "unseen" for line in clusters.as_text(result))


def test_names_are_looked_up_in_their_own_document_without_regard_to_case():
    words = "{} and Ningbo signed a framework agreement on 2024-07-14."
    with a_register() as register:
        take_in(register, [a_found(words.format(name), source=f"news/{name}.txt") for name in ("Wuxi", "Lea")])
        known = clusters.names_of_register(register)
    assert known["Wuxi", "ningbo"] == known["Lea", "ningbo"]
    assert {key for key in known if "wuxi" in key} == {("Wuxi", "wuxi")}


def test_the_floors_are_those_of_the_key():
    floors = load_floors()
    for world in clusters.worlds(PROJECT, PROJECT / "no sample"):
        assert floors[world.name].gold == clusters.gold(world.keys), "the key changed: measure again"
        assert floors[world.name].figures["f1"] >= 0.97
