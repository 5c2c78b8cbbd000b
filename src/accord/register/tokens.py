"""Cut text and queries into the same search tokens, for words and for Chinese alike.

In:  any text.
Out: tokens: words without case and accents' composition; of a run of Han characters, made Simplified, every pair of
     neighbours, and its last character alone, so that a two-character word is found and one character is found by prefix.

Source: overlapping bigrams are the usual indexing of Chinese without a dictionary (Lucene's CJKBigramFilter); pairs
were chosen over trigrams because most Chinese words have two characters.
"""

import re
import unicodedata

from accord.han import simplified

__all__ = ["VERSION", "folded", "query", "terms", "tokens"]

VERSION = "2"
_HAN = r"㐀-䶿一-鿿豈-﫿\U00020000-\U000323AF"
_ANY_HAN = re.compile(rf"[{_HAN}]")
_PIECE = re.compile(rf"([{_HAN}]+)|([^\W{_HAN}_]+)")
_SCRIPTS = re.compile(rf"([{_HAN}]+)|([^{_HAN}]+)")
_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|(\S+)')


def tokens(text: str) -> list[str]:
    """Return the search tokens of a text, in order.

    >>> tokens("南京市 signed, 2 MoUs")
    ['南京', '京市', '市', 'signed', '2', 'mous']
    """
    out: list[str] = []
    for han, word in _PIECE.findall(folded(text)):
        if han:
            out.extend(han[i : i + 2] for i in range(len(han)))
        else:
            out.append(word)
    return out


def folded(text: str) -> str:
    """Return the text without case, width and the difference of Traditional and Simplified.

    >>> folded("韓立明 ＣＥＴＣ")
    '韩立明 cetc'
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return simplified(plain) if _ANY_HAN.search(plain) else plain


def terms(asked: str) -> list[str]:
    """Return the words and quoted phrases that a person asked for, as written."""
    return [next(part for part in found if part) for found in _QUOTED.findall(asked) if any(found)]


def query(asked: str) -> str | None:
    """Return the full-text query: every term must occur, a quoted one as a phrase; None where nothing is asked.

    >>> query('南京市 "signed MoU" 宁')
    '"南京 京市" AND "signed mou" AND "宁" *'
    """
    parts = [part for term in terms(asked) for part in _term(term)]
    return " AND ".join(parts) or None


def _term(term: str) -> list[str]:
    parts: list[str] = []
    for han, other in _SCRIPTS.findall(folded(term)):
        cut = tokens(han or other)
        if han:
            parts.append(f'"{cut[0]}" *' if len(cut) == 1 else f'"{" ".join(cut[:-1])}"')
        elif cut:
            parts.append(f'"{" ".join(cut)}"')
    return parts
