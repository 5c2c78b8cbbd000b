"""What lists show of the examples: names in one language, one kind, regions to narrow and count by."""

import pytest

from accord.bootstrap import now, the_identity
from accord.errors import DecisionError
from accord.flows import Deciding, merge, undo
from accord.register import Register, history, list_records, show
from accord.register.asking.asking import in_language
from accord.register.asking.facets import FACETS, facets
from tests.register.worlds import digest_of, listed


def is_chinese(name: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in name)


@pytest.mark.parametrize(("language", "chinese"), [("en", False), ("zh", True)])
def test_the_parties_of_agreements_are_named_in_one_language(examples: Register, language: str, chinese: bool) -> None:
    records = in_language(listed(examples, "agreements"), language)
    assert {is_chinese(party["name"]) for record in records for party in record["parties"]} == {chinese}


def test_a_body_is_found_by_the_name_that_is_shown(examples: Register) -> None:
    shown = listed(examples, "parties")
    for language in ("en", "zh"):
        for record in shown:
            with examples.asking() as connection:
                asked = {"name": [record[f"name_{language}"]]}
                found = {one["id"] for one in list_records(connection, "parties", filters=asked).records}
            assert record["id"] in found, record[f"name_{language}"]


def test_agreements_are_narrowed_by_a_place_and_what_lies_in_it(examples: Register) -> None:
    def ids(region: str) -> set[str]:
        return {one["id"] for one in listed(examples, "agreements", region=region)}

    assert ids("Nanjing") == ids("南京市") == ids("320100")
    assert ids("Nanjing") < ids("Jiangsu")
    assert ids("Jiangning District") < ids("Nanjing"), "a district lies in its city"
    assert ids("Atlantis") == set()
    told = {one["id"] for record in listed(examples, "agreements", region="Wuxi") for one in record["regions"]}
    assert "320200" in told


def test_a_facet_counts_what_its_filter_lists(examples: Register) -> None:
    with examples.asking() as connection:
        for name, told in facets(connection).items():
            assert told, name
            for one in told if name != "period" else ():
                total = list_records(connection, "agreements", filters={name: [one.value]}).total
                assert total == one.count, (name, one.value)
        within = facets(connection, filters={"region": ["Nanjing"], "kind": ["framework"]})
    assert within.keys() == FACETS.keys()
    assert len(within["kind"]) > 1, "a facet is not narrowed by its own filter"


def test_two_bodies_that_the_gazetteer_knows_apart_are_merged_only_on_insisting(examples: Register) -> None:
    before, deciding = digest_of(examples), Deciding(examples, the_identity(), "Ana", now, "the same owner")
    with pytest.raises(DecisionError, match=r"knows these to be two bodies.*--anyway"):
        merge(deciding, "p-cn-soe:cec", "p-cn-soe:cetc")
    assert digest_of(examples) == before
    decided = merge(deciding, "p-cn-soe:cec", "p-cn-soe:cetc", anyway=True)
    with examples.asking() as connection:
        why = next(one["why"] for one in history(connection) if one["id"] == decided.id)
        assert show(connection, "p-cn-soe:cec")["record"]["id"] == show(connection, "p-cn-soe:cetc")["record"]["id"]
    assert why.startswith("the same owner; taken although the gazetteer knows two bodies:")
    undo(deciding, decided.id)
    assert digest_of(examples) == before
