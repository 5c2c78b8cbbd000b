"""Language packs: what accord knows of a language, as data with a few functions.

In -> out: a language's code -> a `Pack` (lexicons, rules with their proofs, sentences, names).
Begin at `pack.py`; `rules.py` is what a rule is, `masks.py` how a rule sees a sentence.
What grammars of all languages ask alike stands beside them: `news` (is it old?), `earlier`, `natures`, `undertakings`,
`told` (of whom, by whom), `spans`.
To add a language: a folder with the names that `en/` has, and its code in `pack.PACKS`; the tests of the others then
hold for it too. To add a word or a rule: the README of its pack.
"""

from accord.langs.masks import PARTY_COVERS, Mark, cover, slot_pattern
from accord.langs.pack import PACKS, Candidate, Grammar, Pack, load_pack, pack_for
from accord.langs.rules import Hit, Rule, match, may_match

__all__ = [
    "PACKS",
    "PARTY_COVERS",
    "Candidate",
    "Grammar",
    "Hit",
    "Mark",
    "Pack",
    "Rule",
    "cover",
    "load_pack",
    "match",
    "may_match",
    "pack_for",
    "slot_pattern",
]
