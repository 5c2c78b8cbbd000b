"""What every language pack must hold; one body, run on each."""

import subprocess
import sys
import time

import pytest

from accord.errors import ConfigError
from accord.langs import PACKS, load_pack
from accord.langs.rules import proofs

LONG = 20_000  # characters of a hostile sentence
QUICK_S = 0.5  # per rule and sentence; a pattern that backtracks badly takes minutes


def hostile(rule):
    """Sentences made of the rule's own proofs, which come closest to what it looks for, and of plain runs."""
    seeds = [*rule.fires, *rule.silent, "a ", "Aa ", "of the ", ", and ", "\ue000\ue000 ", "\ue002\ue003 and "]
    return [(seed * (LONG // len(seed) + 1))[:LONG] + "!" for seed in seeds]


@pytest.mark.parametrize("code", PACKS)
def test_every_rule_fires_and_stays_silent_where_its_proofs_say(code):
    assert [line for rule in load_pack(code).rules for line in proofs(rule)] == []


@pytest.mark.parametrize("code", PACKS)
def test_no_row_of_a_lexicon_stands_twice(code):
    for stem, rows in load_pack(code).tables.items():
        seen = [tuple(row.values()) for row in rows]
        assert len(seen) == len(set(seen)), stem


@pytest.mark.parametrize("code", PACKS)
def test_no_pattern_is_slow(code):
    slow = []
    for rule in load_pack(code).rules:
        for sentence in hostile(rule):
            started = time.perf_counter()
            for _ in rule.pattern.finditer(sentence[:2_000]):
                pass
            if time.perf_counter() - started > QUICK_S:
                slow.append((rule.id, sentence[:40]))
    assert slow == []


@pytest.mark.parametrize("code", PACKS)
def test_rule_ids_begin_with_the_language(code):
    assert [r.id for r in load_pack(code).rules if not r.id.startswith(f"{code}.")] == []


def test_a_pack_that_is_not_there_says_what_there_is():
    with pytest.raises(ConfigError, match=r"'fi'.*there are: en"):
        load_pack("fi")


def test_loading_a_pack_does_not_load_the_name_recogniser():
    code = "import sys; from accord.langs import load_pack; load_pack('en'); sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
