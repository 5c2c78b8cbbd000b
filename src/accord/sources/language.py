"""Say what language a text is written in, from its words alone.

In:  normalised text.
Out: a BCP 47 tag: `en`, `zh-Hans`, `zh-Hant`, `ja`, `ko`, another two-letter code, or `und` where nobody can say.

Scripts decide first, then the short words of a language (`data/short_words.tsv`), then profiles of letters
(resiliparse). Letter profiles alone take English in capitals for Chinese, and sentences full of Chinese names for
Javanese; short words do not.
"""

import re
from collections.abc import Mapping

from resiliparse.parse.lang import detect_fast

from accord.sources.charsets import simplified_only, traditional_only
from accord.sources.tables import rows

__all__ = ["UNKNOWN", "language"]

UNKNOWN = "und"

_SAMPLE = 20_000  # characters looked at; more change nothing
_HAN_IS_WORTH = 2.5  # letters: a Chinese text is that much shorter than its English translation
_KANA_SHARE = 0.05  # of kana and Han; Japanese has 0.3 and more, Chinese with a Japanese name far less
_SHORT_WORDS_SHARE = 0.12  # of all words; English news has 0.2 to 0.35
_LINE = 20  # words of a text that is no longer than a line or two
_FAR = 1000  # resiliparse's rank: chance strings of letters begin at about 1050
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = {
    "kana": re.compile("[\u3041-\u30ff]"),
    "han": re.compile("[\u3400-\u9fff]"),
    "hangul": re.compile("[\uac00-\ud7a3]"),
    "other": re.compile(r"[^\W\d_\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]"),
}


def language(content: str) -> str:
    """Return the language of a text.

    >>> language("无锡市与赣州市签署合作协议。"), language("The two cities will sign it with the institute.")
    ('zh-Hans', 'en')
    """
    sample = content[:_SAMPLE]
    scripts = {name: len(letter.findall(sample)) for name, letter in _SCRIPTS.items()}
    east = scripts["han"] + scripts["kana"] + scripts["hangul"]
    if east * _HAN_IS_WORTH > scripts["other"]:
        return _eastern(sample, scripts)
    return _by_short_words(sample) or _by_letters(sample)


def _eastern(sample: str, scripts: Mapping[str, int]) -> str:
    if scripts["hangul"] > scripts["han"] + scripts["kana"]:
        return "ko"
    if scripts["kana"] > _KANA_SHARE * (scripts["han"] + scripts["kana"]):
        return "ja"
    simplified = sum(character in simplified_only() for character in sample)
    traditional = sum(character in traditional_only() for character in sample)
    if simplified == traditional:
        return "zh"
    return "zh-Hans" if simplified > traditional else "zh-Hant"


def _by_short_words(sample: str) -> str | None:
    words = [word.lower() for word in _WORD.findall(sample)]
    for row in rows("short_words"):
        known = set(row["words"].split())
        hits = [word for word in words if word in known]
        if len(set(hits)) >= 2 and len(hits) >= _SHORT_WORDS_SHARE * len(words):
            return row["language"]
        is_line = len(words) <= _LINE and all(word.isascii() for word in words)
        if is_line and not set(words).isdisjoint(row["sure"].split()):
            return row["language"]
    return None


def _by_letters(sample: str) -> str:
    tag, _ = detect_fast(sample.lower(), cutoff=_FAR)
    return UNKNOWN if tag == "unknown" else str(tag)
