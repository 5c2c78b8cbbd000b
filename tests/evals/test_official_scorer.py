"""Our scorer and the sample's own one give the same figures, where the sample is there."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from evals.figures import BESIDE, EVIDENCE, MEAN, NEAR_MISSES, Heard, figures_of, intervals, score
from evals.gold import Item, load
from evals.tally import total

from accord.model import Facts
from tests.evals.small import a_commitment, a_meeting, a_party, a_post, an_agreement, the_perfect_reading

PROJECT = Path(__file__).parents[2]
SAMPLE = Path(os.environ.get("ACCORD_GOLD") or PROJECT.parent / "shared")
OFFICIAL = SAMPLE / "score" / "score.py"
SETS = {
    "examples": (PROJECT / "examples" / "gold" / "en", PROJECT / "examples" / "news" / "en"),
    "top": (SAMPLE / "gold", SAMPLE / "news"),
    "en": (SAMPLE / "gold" / "en", SAMPLE / "news" / "en"),
    "zh": (SAMPLE / "gold" / "zh", SAMPLE / "news" / "zh"),
}

pytestmark = pytest.mark.skipif(not OFFICIAL.exists(), reason=f"no {OFFICIAL}: the sample (ACCORD_GOLD) is not here")


def the_items(name: str) -> list[Item]:
    """Gold is read as it is, with the words that its spans index beside it."""
    return list(load(*SETS[name]))


def theirs(folder: Path, items: list[Item], heard: list[Heard]) -> dict:
    """The figures that the sample's scorer prints for these readings."""
    for part in ("gold", "texts"):
        (folder / part).mkdir()
    lines = []
    for item, one in zip(items, heard, strict=True):
        gold = msgspec.to_builtins(item.gold)
        (folder / "gold" / f"{item.gold.id}.json").write_text(json.dumps(gold), "utf-8")
        (folder / "texts" / f"{item.gold.id}.txt").write_text(item.words, "utf-8")
        document = {"source": f"news/{item.gold.id}.txt", "text": one.text}
        lines.append(json.dumps({"document": document} | msgspec.to_builtins(one.facts)))
    (folder / "readings.jsonl").write_text("\n".join(lines), "utf-8")
    command = [sys.executable, str(OFFICIAL), "gold", "readings.jsonl", "--texts", "texts", "--json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True, timeout=200)
    return json.loads(done.stdout)


def ours(items: list[Item], heard: list[Heard]) -> dict:
    """Our figures in the same shape."""
    ordered = sorted(zip(items, heard, strict=True), key=lambda pair: f"{pair[0].gold.id}.json")
    documents = [score(item, one).tallies for item, one in ordered]
    sums, figures, (low, high) = total(documents), figures_of(documents), intervals(documents)["mean"]
    made = {}
    for figure in (*MEAN, *BESIDE):
        tally = sums.get(figure)
        rates = (tally.precision, tally.recall, tally.f1) if tally else (1.0, 1.0, 1.0)
        made[figure] = dict(zip(("p", "r", "f1"), (round(rate, 4) for rate in rates), strict=True))
        made[figure]["gold"] = tally.gold if tally else 0
    near = sums.get(NEAR_MISSES)
    return made | {
        "near_misses": [near.hit, near.gold] if near else [0, 0],
        "evidence": round(sums[EVIDENCE].precision, 4),
        "mean": round(figures["mean"], 4),
        "interval": [round(low, 4), round(high, 4)],
        "documents": len(documents),
    }


def the_same(folder: Path, items: list[Item], heard: list[Heard]) -> None:
    assert ours(items, heard) == theirs(folder, items, heard)


def spoiled(item: Item, chance: random.Random) -> Heard:
    """A perfect reading with rows dropped, added and bent, and its text laid out otherwise."""
    facts, text = the_perfect_reading(item).facts, item.words
    if chance.random() < 0.3:
        text = text.replace(" ", "  ", 40).replace("\n", "\n\n")
    if chance.random() < 0.1:
        text = text.replace(",", "", 3)
    made = Facts(
        relevant=facts.relevant if chance.random() < 0.8 else not facts.relevant,
        parties=(*(_party(one, chance) for one in facts.parties), a_party("p0", "The Crown")),
        agreements=_some(facts.agreements, chance, _agreement, an_agreement("p1", "p0", evidence=((0, 30),))),
        meetings=_some(facts.meetings, chance, _meeting, a_meeting("p1", "p2")),
        posts=_some(facts.posts, chance, _post, a_post("Ida Berg", "Mayor", None, (0, 90_000))),
        commitments=_some(facts.commitments, chance, _commitment, a_commitment(10, 90, "p1", "Somebody")),
    )
    return Heard(made, text)


def _some(rows, chance, bend, extra):
    kept = [bend(row, chance) for row in rows if chance.random() < 0.85]
    kept += [extra] if chance.random() < 0.3 else []
    return tuple(chance.sample(kept, len(kept)))


def _bent(row, **fields):
    return msgspec.structs.replace(row, **fields)


def _party(party, chance):
    names = tuple(name for name in party.names if chance.random() < 0.85) or party.names[:1]
    return _bent(party, name=names[0], names=(*names, "the partner") if chance.random() < 0.2 else names)


def _ids(row, chance):
    return tuple(i for i in (*row.parties, "p0", "p1") if i in row.parties or chance.random() < 0.1) + (
        ("p77",) if chance.random() < 0.1 else ()
    )


def _agreement(row, chance):
    dates = [row.date, row.date and row.date[:7], row.date and "--" + row.date[-5:], None, "2001-02-03"]
    return _bent(
        row,
        parties=_ids(row, chance),
        date=chance.choice(dates),
        place=chance.choice([row.place, None, "Oz", f"the {row.place} area"]),
        kind=chance.choice([row.kind, row.kind, "contract"]),
        status=chance.choice([row.status, row.status, "planned"]),
        signatories=chance.choice([row.signatories, (), ("Mr. Bo Lund", *row.signatories)]),
        sectors=tuple(chance.sample([*row.sectors, "trade"], chance.randint(0, len(row.sectors)))),
        evidence=chance.choice([row.evidence, ((0, 12),), (), ((5, 999_999),)]),
    )


def _meeting(row, chance):
    return _bent(row, parties=_ids(row, chance))


def _post(row, chance):
    office = chance.choice([row.post, row.post, f"Deputy {row.post}", f"{row.post} of the office", "Chair"])
    body = chance.choice([row.organization, row.organization, None, f"{row.organization} Party Committee"])
    person = chance.choice([row.person, f"Mr {row.person}", row.person.split()[0]])
    return _bent(row, person=person, post=office, organization=body, evidence=chance.choice([row.evidence, ((3, 9),)]))


def _commitment(row, chance):
    start = max(0, row.start + chance.choice([0, 0, -20, 40, 120]))
    end = max(start + 1, row.end + chance.choice([0, 0, 25, -60]))
    modality = chance.choice([row.modality, row.modality, "hoped"])
    return _bent(row, start=start, end=end, modality=modality, actors=chance.choice([row.actors, row.actors, ("p1",)]))


@pytest.mark.parametrize("name", SETS)
def test_both_find_a_perfect_reading_equally_good(name, tmp_path):
    items = the_items(name)
    the_same(tmp_path, items, [the_perfect_reading(item) for item in items])


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_both_find_a_spoiled_reading_equally_bad(name, seed, tmp_path):
    items, chance = the_items(name), random.Random(f"{name} {seed}")
    the_same(tmp_path, items, [spoiled(item, chance) for item in items])


def test_both_find_nothing_in_nothing(tmp_path):
    items = the_items("examples")
    the_same(tmp_path, items, [Heard(text=item.words) for item in items])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["examples", "top", "en"])
def test_both_find_the_real_reading_equally_good(name, tmp_path):
    from evals.hear import hear

    items = the_items(name)
    the_same(tmp_path, items, hear(items)[0])
