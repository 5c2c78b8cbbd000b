"""What a pattern cannot match without: never wrong, so that no rule is passed over where it would fire."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.langs import PACKS, cover, load_pack, match
from accord.langs.literals import Literals, folded, required
from accord.langs.masks import marked

CASES = [
    (r"\bsign(?:ed|s)?\b", [["sign"]], "an ending that may be missing"),
    (r"sign\s+(?:an?\s+)?pact", [["sign"], ["pact"]], "words parted by spaces of any kind"),
    (r"(?:sign|seal)ed", [["sealed", "signed"]], "a choice goes on in what follows"),
    (r"(?:sign\w*|ink\w*) it all", [["ink", "sign"], [" it all"]], "a choice that does not end"),
    (r"(?:pact)?|deal", [], "what may be nothing needs nothing"),
    (r"[Pp]act", [["pact"]], "letters of either case"),
    (r"[a-z]+", [], "any letters"),
    (r"(?:pact){2}", [["pact"]], "a thing repeated stands there once"),
    (r"(?:pact)*deal", [["deal"]], "a thing that may be repeated no times does not count"),
    (r"(?<!no )pact(?= of)", [["pact"]], "what must not stand before tells nothing"),
    (r"(?=.*signed)pact", [["pact"], ["signed"]], "what must stand around stands in the text"),
    (r"(?:they)[’']ll|shall", [["shall", "they'll", "they’ll"]], "letters without case"),
    (r"(?:agree \w+ to|pact of) \w+", [["agree ", "pact of"]], "of a choice what tells most"),
    (r"they \w+ will:|we \w+ shall:", [[" shall:", " will:"], [" shall:", "they "]], "words of a choice, and its signs"),
    (r"\w \(R-\w+\)", [[" (r-"], [")"]], "a rare sign"),
    (r"(?:agree|pact of peace|agreement)s", [["agreements", "agrees", "pact of peaces"]], "a list in full"),
    (r"a?b", [], "too short to tell texts apart"),
    (r"\ue000++ met", [["\ue000"], [" met"]], "a mark of a covered sentence"),
    (r"签[^。]{0,9}约", [["签"], ["约"]], "a Chinese character tells as much as a word"),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "expected", "why"), CASES)
def test_a_pattern_cannot_match_without(pattern, expected, why):
    assert sorted(sorted(one) for one in required(re.compile(pattern))) == sorted(expected), why


@pytest.mark.parametrize("code", PACKS)
def test_no_rule_of_a_pack_fires_without_its_literals(code):
    pack = load_pack(code)
    texts = [cover(*marked(example)) for rule in pack.rules for example in (*rule.fires, *rule.silent)]
    wrong = []
    for kind in sorted({rule.kind for rule in pack.rules}):
        rules = [rule for rule in pack.rules if rule.kind == kind and rule.needs is None]
        for text in texts:
            plain = [(rule.id, *found.span()) for rule in rules for found in rule.pattern.finditer(text)]
            quick = [(h.rule.id, *h.found.span()) for h in match(pack.rules, text, kind=kind) if h.rule.needs is None]
            wrong += [(kind, text)] if plain != quick else []
    assert wrong == []


@given(st.text(alphabet="sSſignİıKK ed", max_size=12))
def test_letters_that_count_as_others_are_folded_as_patterns_fold_them(text):
    pattern = re.compile("sign|kin", re.IGNORECASE)
    assert not pattern.search(text) or any(word in folded(text) for word in ("sign", "kin"))


def test_literals_within_each_other_are_all_seen():
    sets = [frozenset({"agree"}), frozenset({"agreement"}), frozenset({"pact", "deal"})]
    literals = Literals(sets)
    assert literals.held("An AGREEMENT") == literals.bits(sets[:2])
    assert literals.held("an impact of agreeing") == literals.bits([sets[0], sets[2]])
    assert literals.held("nothing") == 0
