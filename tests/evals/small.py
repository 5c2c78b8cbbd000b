"""Small gold documents and readings to score: defaults plain, only what matters is stated."""

from pathlib import Path
from typing import Any

from evals.figures import Heard
from evals.gold import Gold, GoldAgreement, GoldCommitment, GoldMeeting, GoldPost, Item

from accord.model import Facts
from accord.model.reading import Agreement, Commitment, Meeting, Party, Post

WORDS = (
    "Ems and Lea signed a framework agreement in Lea on May 7. "
    "Ems will build a bridge. Lea hopes that Ems will be quick. "
    "Ida Berg, Mayor of Ems, spoke."
)


def a_gold(**fields: Any) -> Gold:
    plain: dict[str, Any] = {
        "id": "ems-lea",
        "language": "en",
        "sha256": "",
        "published": None,
        "relevant": True,
        "agreements": (),
        "meetings": (),
        "posts": (),
        "commitments": (),
        "mentions": (),
    }
    return Gold(**(plain | fields))


def an_item(words: str = WORDS, **fields: Any) -> Item:
    return Item(a_gold(**fields), Path("ems-lea.txt"), words)


def a_gold_agreement(*parties: tuple[str, ...], **fields: Any) -> GoldAgreement:
    plain: dict[str, Any] = {"kind": "framework", "status": "signed", "date": None, "place": None}
    return GoldAgreement(parties=parties, **({"signatories": (), "sectors": ()} | plain | fields))


def a_party(id: str, *names: str) -> Party:
    return Party(id, names[0], names, "government", None, ())


def an_agreement(*parties: str, **fields: Any) -> Agreement:
    plain: dict[str, Any] = {
        "id": "a1",
        "rule": "test",
        "kind": "framework",
        "status": "signed",
        "title": None,
        "ordinal": None,
        "since": None,
        "date": None,
        "place": None,
        "signatories": (),
        "sectors": (),
        "amount": None,
        "evidence": ((0, 57),),
        "because": (),
        "doubts": (),
        "confidence": 1.0,
    }
    return Agreement(parties=parties, **(plain | fields))


def a_meeting(*parties: str, kind: Any = "meeting", date: str | None = None, place: str | None = None) -> Meeting:
    return Meeting("m1", "test", kind, date, place, parties, ((0, 3),), (), (), 1.0)


def a_post(person: str, post: str, organization: str | None, *evidence: tuple[int, int]) -> Post:
    return Post("o1", "test", person, post, organization, None, evidence or ((0, len(WORDS)),), 1.0)


def a_commitment(start: int, end: int, *actors: str, modality: Any = "agreed") -> Commitment:
    return Commitment("c1", "test", start, end, actors, None, modality, "other", (), None, None, (), 1.0)


def the_perfect_reading(item: Item) -> Heard:
    """The reading that says just what gold says, with a party for each cluster of names."""
    gold, parties = item.gold, _parties(item.gold)
    ids = {name: party.id for party in reversed(parties) for name in party.names}
    facts = Facts(
        relevant=gold.relevant,
        parties=tuple(parties),
        agreements=tuple(_agreement(one, ids, len(item.words)) for one in gold.agreements),
        meetings=tuple(_meeting(one, ids) for one in gold.meetings),
        posts=tuple(a_post(p.person, p.post, p.organization, (0, len(item.words))) for p in gold.posts),
        commitments=tuple(_commitment(one, ids) for one in gold.commitments),
    )
    return Heard(facts, item.words)


def _parties(gold: Gold) -> list[Party]:
    told = [party for one in (*gold.agreements, *gold.meetings) for party in one.parties]
    clusters: list[set[str]] = []
    for names in (*gold.mentions, *told):
        clusters = _joined(clusters, set(names))
    order = [name for names in (*gold.mentions, *told) for name in names]
    return [a_party(f"p{i}", *sorted(c, key=order.index)) for i, c in enumerate(clusters, start=1)]


def _joined(clusters: list[set[str]], names: set[str]) -> list[set[str]]:
    apart = [cluster for cluster in clusters if not cluster & names]
    return [*apart, names.union(*(cluster for cluster in clusters if cluster & names))]


def _agreement(gold: GoldAgreement, ids: dict[str, str], length: int) -> Agreement:
    slots: dict[str, Any] = {"kind": gold.kind, "status": gold.status, "date": gold.date, "place": gold.place}
    lists = {"signatories": gold.signatories, "sectors": gold.sectors, "evidence": ((0, length),)}
    return an_agreement(*(ids[names[0]] for names in gold.parties), **slots, **lists)


def _meeting(gold: GoldMeeting, ids: dict[str, str]) -> Meeting:
    return a_meeting(*(ids[names[0]] for names in gold.parties), kind=gold.kind, date=gold.date, place=gold.place)


def _commitment(gold: GoldCommitment, ids: dict[str, str]) -> Commitment:
    return a_commitment(gold.start, gold.end, *(ids.get(actor, actor) for actor in gold.actors), modality=gold.modality)


def a_gold_post(person: str, post: str, organization: str | None = None) -> GoldPost:
    return GoldPost(person, post, organization)
