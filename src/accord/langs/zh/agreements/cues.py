"""Say by its words alone, before anybody is named, whether a sentence may tell of an agreement or of a meeting at all.

In:  the plain words of a sentence, the pack's rules `other_matter`.
Out: a truth; where it is false, no rule of that kind is tried on the sentence.
"""

from accord.langs.rules import Rule, match

__all__ = ["may_meet", "may_tell"]

_TELLING = (
    "签",
    "达成",
    "商定",
    "议定",
    "约定",
    "谈妥",
    "敲定",
    "同意",
    "决定",
    "宣布",
    "出资",
    "合资",
    "投资",
    "一致",
    "共同",
    "联合",
    "携手",
    "缔结",
    "结为",
    "结成",
    "合作关系",
    "伙伴关系",
    "联合声明",
    "联合公报",
    "协议",
    "备忘录",
)
_MEETING = ("见", "谈", "访", "察", "调研", "会", "论坛", "一行", "晤", "磋商", "交流", "仪式", "开幕", "对接")


def may_tell(words: str, rules: tuple[Rule, ...]) -> bool:
    """Return whether words may tell of an agreement: not those on a player's contract, or on what a court hears of.

    >>> may_tell("双方签署协议。", ()), may_tell("天气晴好。", ())
    (True, False)
    """
    return any(cue in words for cue in _TELLING) and not any(match(rules, words, kind="other_matter"))


def may_meet(words: str) -> bool:
    """Return whether words may tell of a meeting, a visit or a conference."""
    return any(cue in words for cue in _MEETING)
