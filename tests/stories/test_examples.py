"""The shipped examples, read by the real reader into a register: what the demo shows."""

import jsonschema
import msgspec

from accord.bootstrap import the_reader
from accord.model.document import Found
from accord.model.reading import Reader
from accord.model.schema import shipped_schema
from accord.reading import reading_of
from accord.register import Register, problems
from tests.register.worlds import listed


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
