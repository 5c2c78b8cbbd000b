"""Cut text and queries into the same search tokens, for words and for Chinese alike.

In:  any text.
Out: tokens: words without case and accents; of a run of Han characters, made Simplified, every pair of
     neighbours, and its last character alone, so that a two-character word is found and one character is found by prefix.

Names are also found as they are read: tokens of sounds are the pinyin from every syllable on to the end, and the first
letters alike (`zgdk`), so that a prefix of letters finds a name by its beginning or by a part of it.

Source: overlapping bigrams are the usual indexing of Chinese without a dictionary (Lucene's CJKBigramFilter); pairs
were chosen over trigrams because most Chinese words have two characters.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

from accord.han import simplified, syllables

__all__ = ["VERSION", "folded", "name_query", "name_tokens", "query", "terms", "tokens"]

VERSION = "2"
_LONGEST, _MOST_INITIALS = 24, 12  # letters of a sound, and of first letters, that are kept: nobody types more
_UMLAUT = re.compile(r"([ln])(?:yu|v)")  # how pinyin and people write ü, which is kept as u
_HAN = r"㐀-䶿一-鿿豈-﫿\U00020000-\U000323AF"
_ANY_HAN = re.compile(rf"[{_HAN}]")
_PIECE = re.compile(rf"([{_HAN}]+)|([^\W{_HAN}_]+)")
_SCRIPTS = re.compile(rf"([{_HAN}]+)|([^{_HAN}]+)")
_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|(\S+)')


def tokens(text: str) -> list[str]:
    """Return the search tokens of a text, in order.

    >>> tokens("南京市 signed, 2 MoUs à Genève")
    ['南京', '京市', '市', 'signed', '2', 'mous', 'a', 'geneve']
    """
    out: list[str] = []
    for han, word in _PIECE.findall(folded(text)):
        if han:
            out.extend(han[i : i + 2] for i in range(len(han)))
        else:
            out.append(word if word.isascii() else "".join(map(_bare, word)))
    return out


def _bare(character: str) -> str:
    """Return a Latin letter without its accents; any other character as it is."""
    plain = unicodedata.normalize("NFD", character)
    return plain[0] if plain[0].isascii() else character


def name_tokens(name: str, read: Sequence[str] | None = None) -> list[str]:
    """Return the search tokens of a name: its words, and how it sounds.

    Args:
        name: As it is written.
        read: Its pieces as they are read, where that is known better than by its characters (of a person's name).

    >>> name_tokens("吕梁")
    ['吕梁', '梁', 'luliang', 'liang', 'll']
    """
    return list(_plain_tokens(name) if read is None else _sounded(name, read))


@lru_cache(maxsize=1 << 14)  # a body's display name is mostly one of those that documents use
def _plain_tokens(name: str) -> tuple[str, ...]:
    plain = folded(name)
    if not _ANY_HAN.search(plain):
        return tuple(tokens(name))
    return _sounded(name, [_UMLAUT.sub(r"\1u", one) for one in syllables(plain)])


def _sounded(name: str, parts: Sequence[str]) -> tuple[str, ...]:
    pieces = [letters for part in parts for one in part.split() if (letters := _letters(one))]
    first = "".join(one[0] for one in pieces)
    sounds = ["".join(pieces[at:])[:_LONGEST] for at in range(len(pieces))]
    initials = [first[at:][:_MOST_INITIALS] for at in range(len(first) - 1)]
    return tuple(dict.fromkeys([*tokens(name), *sounds, *initials]))


def name_query(asked: str) -> str | None:
    """Return the full-text query for names: every term must occur; Latin letters also begin a word, or a sound.

    >>> name_query("南京 dian")
    '"南京" AND ("dian" *)'
    >>> name_query("lvliang")
    '("lvliang" * OR "luliang" *)'
    """
    parts = [part for term in terms(asked) for part in _term(term, _sounding)]
    return " AND ".join(parts) or None


def _sounding(words: Sequence[str]) -> str:
    joined = _letters("".join(words))[:_LONGEST]
    if len(joined) < 2:
        return f'"{" ".join(words)}"'
    begun = dict.fromkeys((" ".join(words), joined, _UMLAUT.sub(r"\1u", joined)))
    return "(" + " OR ".join(f'"{one}" *' for one in begun) + ")"


@lru_cache(maxsize=1 << 12)  # mostly syllables of pinyin, of which there are some four hundred
def _letters(text: str) -> str:
    """Return the letters and figures of a text without case and accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if c.isalnum())


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
    parts = [part for term in terms(asked) for part in _term(term, _standing)]
    return " AND ".join(parts) or None


def _standing(words: Sequence[str]) -> str:
    return f'"{" ".join(words)}"'


def _term(term: str, latin: Callable[[Sequence[str]], str]) -> list[str]:
    parts: list[str] = []
    for han, other in _SCRIPTS.findall(folded(term)):
        cut = tokens(han or other)
        if han:
            parts.append(f'"{cut[0]}" *' if len(cut) == 1 else f'"{" ".join(cut[:-1])}"')
        elif cut:
            parts.append(latin(cut))
    return parts
