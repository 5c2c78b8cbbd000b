"""The shipped examples, read by the real reader into a register: what the demo shows."""

from pathlib import Path

import jsonschema
import msgspec

from accord.bootstrap import now, the_identity, the_reader
from accord.flows import ingest
from accord.flows.follow import Followed, followed
from accord.model.document import Found
from accord.model.reading import Reader
from accord.model.schema import shipped_schema
from accord.reading import reading_of
from accord.register import Register, problems
from accord.sources import find
from tests.register.worlds import a_register, listed

CHAIN = Path(__file__).parents[2] / "examples" / "chain"


def _parties(agreement: dict) -> set[str]:
    return {party["name"] for party in agreement["parties"]}


def test_the_reports_of_one_signing_are_one_agreement_in_whatever_language(examples: Register) -> None:
    fifth = [a for a in listed(examples, "agreements") if a["ordinal"] == 5]
    assert [(a["date"], a["place"], a["since"], a["reports"]) for a in fifth] == [("2024-07-14", "Beijing", "2005", 4)]


def test_a_rival_s_agreement_with_the_same_city_is_another_one(examples: Register) -> None:
    partners = [_parties(a) for a in listed(examples, "agreements")]
    with_cetc = [p for p in partners if "China Electronics Technology Group Corporation" in p and len(p) == 2]
    assert not any("China Electronics Corporation" in p for p in with_cetc)
    assert any("China Electronics Corporation" in p for p in partners)


def test_a_meeting_and_near_misses_are_no_agreements(examples: Register) -> None:
    for words in ("chongqing-meeting", "near-miss"):
        for document in listed(examples, "documents", source=words):
            assert listed(examples, "agreements", document=document["id"]) == [], document["source"]


def test_every_fact_of_the_examples_points_at_its_words(examples: Register) -> None:
    with examples.reading() as connection:
        assert list(problems(connection)) == []


def test_every_reading_is_of_the_public_format_and_reading_twice_gives_the_same(found: list[Found]) -> None:
    reader, schema = the_reader(), jsonschema.Draft202012Validator(shipped_schema())
    for item in found:
        facts = reader.read(item.text, item.appearance.published)
        assert facts == reader.read(item.text, item.appearance.published)
        whole = reading_of(item, facts, reader=Reader("0", {"en": "0"}))
        assert list(schema.iter_errors(msgspec.json.decode(msgspec.json.encode(whole)))) == []


def test_the_surest_words_of_each_later_document_lead_from_signing_to_delivery() -> None:
    news = [item for item in find([str(CHAIN)]) if isinstance(item, Found)]
    with a_register() as register:
        ingest(news, register=register, reader=the_reader(), identity=the_identity(), clock=now)
        with register.asking() as asking:
            said = [one for one in followed(asking) if "609-kilometre" in one.link.promise.quote]
    told = [one for one in said if one.link.kind == "progress"]
    surest: dict[str, Followed] = {}
    for one in told:
        surest[one.document] = max(one, surest.get(one.document, one), key=lambda each: each.link.score)
    assert [one.link.state for one in surest.values()] == ["under_way", "delivered"]
