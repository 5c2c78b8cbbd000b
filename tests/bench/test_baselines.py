"""The plain readers that accord is measured beside: they read what an engineer's hour can read, in the form of all readings."""

import msgspec
import pytest
from bench.baselines import read_chinese, read_english

from accord.model.reading import Facts

ENGLISH = "Norvik City and Calder Steel Group signed a strategic cooperation agreement in Oslo on July 14, 2024.\n"
CHINESE = "7月14日，南京市与中国电子科技集团在北京签署战略合作协议。双方将共同建设产业园。\n"


@pytest.fixture
def chinese():
    pytest.importorskip("jieba", reason="comes with the extra dev")
    return read_chinese


def test_a_plain_reader_of_english_reads_a_plain_signing():
    facts = read_english(ENGLISH, None)
    assert [(one.kind, one.status, one.date) for one in facts.agreements] == [
        ("strategic_cooperation", "signed", "2024-07-14")
    ]
    assert {party.name for party in facts.parties} >= {"Norvik City"}


def test_a_plain_reader_of_chinese_reads_a_plain_signing(chinese):
    facts = chinese(CHINESE, "2024-07-15")
    assert [(one.kind, one.status, one.date) for one in facts.agreements] == [
        ("strategic_cooperation", "signed", "2024-07-14")
    ]
    assert {"南京市", "中国电子科技集团"} <= {party.name for party in facts.parties}
    assert len(facts.commitments) == 1


def test_plain_readings_have_the_form_of_all_readings(chinese):
    for facts in (read_english(ENGLISH, None), chinese(CHINESE, None)):
        assert msgspec.json.decode(msgspec.json.encode(facts), type=Facts) == facts


def test_a_plain_reader_finds_nothing_in_ordinary_news(chinese):
    assert not read_english("It rained in Lund on Tuesday, and the ferry was late.\n", None).relevant
    assert not chinese("昨夜有雨，渡轮晚点。\n", None).relevant
