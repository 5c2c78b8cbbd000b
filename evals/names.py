"""Say whether two names, persons, places, posts or dates are the same.

In:  a gold value and a read one.
Out: whether they agree, or how much of a date does.

Source: the definitions of the sample's own scorer, which is run beside this one in `tests/evals`; the rank and Party
words are those of posts in English and Chinese news.
"""

import re
import unicodedata

from accord.model.reading import Post
from evals.gold import GoldPost

__all__ = ["date_credit", "name_key", "person_key", "same_place", "same_post"]

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
_ARTICLES = {"the", "a", "an"}
_HONORIFIC = re.compile(
    r"^(?:mr|mrs|ms|dr|prof|professor|sir|h\.?e|his excellency|her excellency|hon)\.?\s+", re.IGNORECASE
)
_RANK = re.compile(
    r"\b(?:deputy|vice|acting|assistant|former|executive)\b|副|代理|代(?=[市省县区州])|原|前任|助理|常务"
)
_PARTY = re.compile(r"\b(?:party|cpc|communist)\b|党组|党委|党工委|工委|纪委|[省市县区州盟旗]委(?!会|员)")
_EMPTY_WORDS = {"of", "the", "and", "for", "in", "s", "municipal", "city", "people", "peoples"}
_CHINESE = re.compile(r"[㐀-鿿]")


def name_key(name: str | None) -> str:
    """Return a name without what does not tell names apart: case, white space, quotes, leading articles, possessive.

    >>> name_key("The  Nanjing Municipal People’s Government’s")
    "nanjing municipal people's government"
    """
    folded = unicodedata.normalize("NFKC", name or "").translate(_QUOTES)
    folded = re.sub(r"\s+", " ", folded).strip(" .,;:\"'()").casefold()
    words = re.sub(r"'s$", "", folded).split(" ")
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(words)


def person_key(name: str | None) -> str:
    """Return a person's name without forms of address.

    >>> person_key("Dr. Amy Khor")
    'amy khor'
    """
    return name_key(_HONORIFIC.sub("", (name or "").strip()))


def same_place(gold: str, read: str) -> bool:
    """Return whether one place's name holds the other's: 'Florence' and 'Florence, Italy'."""
    left, right = name_key(gold), name_key(read)
    return bool(left and right) and (left == right or _contained(left, right))


def same_post(gold: GoldPost, read: Post) -> bool:
    """Return whether both are one office of one body: ranks equal, Party or government alike, names in one another.

    A deputy is not the head, and the Party committee is not the government; a fuller name of the body is right.
    """
    post, read_post = name_key(gold.post), name_key(read.post)
    body, read_body = name_key(gold.organization), name_key(read.organization)
    if sorted(_RANK.findall(post)) != sorted(_RANK.findall(read_post)):
        return False
    if not body:
        return _contained(post, read_post)
    if not read_body or _is_party(f"{body} {post}") != _is_party(f"{read_body} {read_post}"):
        return False
    if _is_party(body) != _is_party(read_body) and not _contained(body + post, read_body + read_post):
        return False
    gap = "" if _CHINESE.search(post) else " "
    return _contained(body + gap + post, read_body + gap + read_post)


def date_credit(gold: str | None, read: str | None) -> float:
    """Return 1 where both dates are equal, 0.5 where one is a coarser or yearless form of the other, else 0.

    >>> date_credit("2019-08-18", "2019-08"), date_credit("2019-08-18", "--08-18"), date_credit("2019", "2020")
    (0.5, 0.5, 0.0)
    """
    if not gold or not read:
        return 0.0
    if gold == read:
        return 1.0
    if gold.startswith("--") or read.startswith("--"):
        return 0.5 if gold[-5:] == read[-5:] and min(len(gold), len(read)) == 7 else 0.0
    return 0.5 if gold.startswith(read) or read.startswith(gold) else 0.0


def _is_party(words: str) -> bool:
    return bool(_PARTY.search(words))


def _contained(left: str, right: str) -> bool:
    short, long = sorted((left, right), key=len)
    if not short or len(long) > 3 * len(short) + 12:  # a name within a whole sentence is no name
        return False
    if _CHINESE.search(left + right):
        rest = iter(long)
        return all(character in rest for character in short)
    one, two = (set(re.findall(r"\w+", phrase)) - _EMPTY_WORDS for phrase in (left, right))
    return bool(one and two) and (one <= two or two <= one)
