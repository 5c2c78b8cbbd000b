"""Names as they are compared: one width, one script, one kind of quotes; words in brackets taken apart.

In:  a name as a document writes it.
Out: the name folded; its brackets with what stands in them.
"""

import re
import unicodedata
from functools import lru_cache

from accord.han import simplified

__all__ = ["bare_key", "brackets", "fold", "is_han", "roman_key"]

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff〇]")
_SPACE = re.compile(r"\s+")
_BETWEEN = re.compile(r"(?<=[\u3400-\u9fff〇·])\s+(?=[\u3400-\u9fff〇])")
_QUOTES = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "`": "'",
        "ʼ": "'",
        "′": "'",
        "“": '"',
        "”": '"',
        "–": "-",
        "—": "-",
        "‐": "-",
        "‑": "-",
        "•": "·",
        "・": "·",
        "‧": "·",
        "【": "(",
        "】": ")",
        "［": "(",
        "］": ")",
        "[": "(",
        "]": ")",
        "〔": "(",
        "〕": ")",
    }
)
_EDGES = " \t\"'《》「」『』,;:。，、；：."
_BRACKET = re.compile(r"\(([^()]*)\)")
_ROMAN = re.compile(r"[^0-9a-z]")
_UMLAUT = re.compile(r"[üǖǘǚǜ]|u:")


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """Return the name in one width, in simplified characters, with plain quotes and single spaces; case is kept.

    >>> fold("臺灣　大學"), fold("The  Port’s Group")
    ('台湾大学', "The Port's Group")
    """
    plain = unicodedata.normalize("NFKC", name).translate(_QUOTES)
    if is_han(plain):
        plain = _BETWEEN.sub("", simplified(plain))
    return _SPACE.sub(" ", plain).strip(_EDGES)


def is_han(name: str) -> bool:
    """Return whether a name is written in Han characters, at least in part."""
    return _HAN.search(name) is not None


def brackets(name: str) -> tuple[str, tuple[str, ...]]:
    """Return a folded name without its brackets, and what stood in them.

    >>> brackets("Bank of China (BOC)")
    ('Bank of China', ('BOC',))
    """
    if "(" not in name:
        return name, ()
    inside = tuple(found.strip() for found in _BRACKET.findall(name) if found.strip())
    return _SPACE.sub(" ", _BRACKET.sub(" ", name)).strip(_EDGES), inside


@lru_cache(maxsize=1 << 17)
def bare_key(name: str) -> str:
    """Return what spellings of one name share: no case, accents, marks, spaces or article.

    >>> bare_key("The Xi'an Group") == bare_key("xian group")
    True
    """
    small = name.casefold()
    small = small[4:] if small.startswith("the ") else small
    if not small.isascii():
        small = "".join(c for c in unicodedata.normalize("NFKD", small) if not unicodedata.combining(c))
    return "".join(c for c in small.replace("&", "and") if c.isalnum())


def roman_key(word: str) -> str:
    """Return Latin letters in small, ü as v, other accents and marks gone.

    >>> roman_key("Lü"), roman_key("Min'er"), roman_key("Källenius")
    ('lv', 'miner', 'kallenius')
    """
    small = _UMLAUT.sub("v", unicodedata.normalize("NFC", word).casefold())
    if not small.isascii():
        small = "".join(c for c in unicodedata.normalize("NFKD", small) if not unicodedata.combining(c))
    return _ROMAN.sub("", small)
