"""Say whether a page can be relevant, before anybody on it is named: to name them costs most of all.

In:  the plain words of a page, its sentences, the pack's rules.
Out: a truth. What is put aside would not be read as relevant: a rule that could match once names are known keeps the page.

Worked out from the rules themselves (`langs/literals.py`), so a new rule of agreements or meetings is not forgotten.
"""

from collections.abc import Iterable, Sequence

from accord.langs.rules import Rule, match, may_match
from accord.langs.zh.agreements.cues import may_meet, may_tell
from accord.model.page import Sentence

__all__ = ["may_be_relevant", "may_count"]

_TELLING = ("telling", "telling_item", "telling_contents")  # kinds of rules that make an agreement
_BUNDLE = ("bundle",)
_MEETING = ("meeting",)
_INVESTING = ("investing",)


def may_be_relevant(words: str, sentences: Sequence[Sentence], rules: tuple[Rule, ...]) -> bool:
    """Return whether an agreement or a meeting about cooperating may be told of."""
    lines = [words[s.start : s.end] for s in sentences if s.kind != "furniture"]
    if any(_may_agree(line, rules) for line in lines):
        return True
    if not any(may_meet(line) and may_match(rules, line, kinds=_MEETING) for line in lines):
        return False
    return _cooperates((words[s.start : s.end] for s in sentences), rules)


def may_count(words: str, rules: tuple[Rule, ...]) -> bool:
    """Return whether words may tell of agreements that are only counted: 36个项目集中签约."""
    return "签" in words and may_match(rules, words, kinds=_BUNDLE)


def _may_agree(line: str, rules: tuple[Rule, ...]) -> bool:
    if may_count(line, rules):
        return True
    return may_match(rules, line, kinds=_TELLING) and may_tell(line, rules)


def _cooperates(lines: Iterable[str], rules: tuple[Rule, ...]) -> bool:
    """Return whether words of cooperating, or of what a guest will invest, may stand anywhere on the page, its furniture too."""
    return any(
        any(match(rules, line, kind="cooperating")) or may_match(rules, line, kinds=_INVESTING) for line in lines
    )
