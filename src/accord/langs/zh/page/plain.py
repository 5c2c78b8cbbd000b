"""Make Chinese plain for the rules: Simplified, half-width letters and digits, without pinyin inserted behind characters.

In:  a text as it stands.
Out: a `Plain`: the words that rules see, and where each of their characters stands in the text.
"""

import re
import unicodedata

import msgspec

from accord.han import simplified

__all__ = ["Plain", "plain"]

# Pinyin in brackets behind the character that it spells, as some sites insert it against copying: 協(xié)議.
_PINYIN = re.compile(
    r"(?<=[\u4e00-\u9fff])[(（][a-zü]{0,5}(?:[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]{0,4}|(?<=[(（])(?:de|le|men|zi|me|ma|ne|zhe|shang|li))[)）](?=[\u4e00-\u9fff\W])"
)
_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff0e\uff05\u3000\u00a0\u2002-\u200a]")
_SAME = str.maketrans(
    {
        "「": "“",
        "」": "”",
        "『": "‘",
        "』": "’",
        "﹝": "（",
        "﹞": "）",
        "(": "（",
        ")": "）",
        "・": "·",
        "•": "·",
        "‧": "·",
        "∙": "·",
        "―": "—",
        "─": "—",
        ":": "：",
        ";": "；",
        ",": "，",
        "!": "！",
        "?": "？",
    }
)
_NUMERIC = re.compile(r"(?<=\d)[，：](?=\d)")  # 3，350 and 20：30 are numbers


class Plain(msgspec.Struct, frozen=True):
    """Words for the rules, one character a character of the text, except that inserted pinyin is left out.

    Attributes:
        words: The plain words.
        at: Offset in the text of each character of `words`, and of the end.
    """

    words: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where `words[start:end]` stands in the text."""
        return (self.at[start], self.at[end - 1] + 1) if end > start else (self.at[start], self.at[start])


def plain(content: str) -> Plain:
    """Return the text made plain.

    >>> plain("簽署協(xié)議，２０２４年").words
    '签署协议，2024年'
    """
    gaps = [found.span() for found in _PINYIN.finditer(content)]
    kept: list[str] = []
    at: list[int] = []
    last = 0
    for start, end in (*gaps, (len(content), len(content))):
        kept.append(content[last:start])
        at += range(last, start)
        last = end
    simple = simplified(_WIDE.sub(_narrow, "".join(kept))).translate(_SAME)
    return Plain(_NUMERIC.sub(_number, simple), (*at, len(content)))


def _narrow(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found.group())


def _number(found: re.Match[str]) -> str:
    return {"，": ",", "：": ":"}[found.group()]
