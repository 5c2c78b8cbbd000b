"""Words of a report tell an increase from a signing, and a sum that is added from what it all comes to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.follow.counting.events import event_rules, events_said
from accord.langs.rules import proofs

SAID = [
    ("an increase, told as what is added", "6月，企业追加投资8亿元建设三期。", [("increase", False)]),
    ("an increase, told as the new sum", "项目总投资从12亿元增加到20亿元。", [("increase", True)]),
    ("a payment so far", "截至年底，累计到位资金4.6亿元。", [("payment", True)]),
    ("a payment", "首期资金已到位1.2亿元。", [("payment", False)]),
    ("a new name", "今年3月，该园更名为滨湖科创园。", [("rename", False)]),
    ("a new investor", "项目投资主体变更为市城投集团。", [("new_investor", False)]),
    ("an upgrade", "去年的意向协议转为正式投资合同。", [("upgrade", False)]),
    ("two events", "公司更名为滨湖能源，并增资3亿元。", [("rename", False), ("increase", False)]),
    ("a signing is a signing", "双方签署投资协议，项目总投资12亿元。", []),
    (
        "an increase in English",
        "The maker will invest an additional EUR 80 million in the plant.",
        [("increase", False)],
    ),
    (
        "the new sum in English",
        "It raised its planned investment from $1.2 billion to $2 billion.",
        [("increase", True)],
    ),
    ("a payment in English", "So far the bank has disbursed 40 million dollars.", [("payment", True)]),
    ("a payment of one go", "The bank has disbursed 40 million dollars.", [("payment", False)]),
    ("a new name in English", "The port, formerly known as South Harbour, was extended.", [("rename", False)]),
    ("a new investor in English", "A pension fund took over the delayed project.", [("new_investor", False)]),
    (
        "an upgrade in English",
        "The memorandum of understanding was converted into a binding supply contract.",
        [("upgrade", False)],
    ),
    ("a signing in English", "They signed a contract worth 40 million dollars.", []),
    ("a sum of another clause", "全市累计引进企业90家，该公司增资3亿元。", [("increase", False)]),
]


@pytest.mark.parametrize(("why", "words", "events"), SAID, ids=[case[0] for case in SAID])
def test_words_tell_what_befell_a_project(why: str, words: str, events: list[tuple[str, bool]]) -> None:
    assert [(said.event, said.cumulative) for said in events_said(words)] == events, why


@pytest.mark.parametrize("rule", event_rules(), ids=lambda rule: rule.id)
def test_a_rule_fires_and_stays_silent_as_its_proofs_say(rule) -> None:
    assert proofs(rule) == []


@given(st.text("增资累计到位更名为，。 .0129raised its capital to$", max_size=60))
def test_an_event_stands_in_its_words(words: str) -> None:
    for said in events_said(words):
        assert 0 <= said.start < said.end <= len(words)
