"""What a name of a body is, once cut: the value that is compared.

In:  a name.
Out: its shape, kept for names that come again.
"""

from functools import lru_cache

import msgspec

from accord.gazetteer import entry, named
from accord.identity.cutting import ALL, Token, cut
from accord.identity.text import bare_key, brackets, fold, is_han
from accord.identity.words import bodies, leading_levels, legal_forms, naming, phrase_key, places

__all__ = ["Cut", "Shape", "shape"]

_NAMING = frozenset({"own", "place", "body", "region"})
_WHERE = frozenset({"place", "body", "region"})
_SHORT = 24  # letters of a name that may be a plain word


class Cut(msgspec.Struct, frozen=True):
    """One way to cut a name: its tokens and legal forms."""

    tokens: tuple[Token, ...]
    forms: frozenset[str]


class Shape(msgspec.Struct, frozen=True):
    """A name of a body.

    Attributes:
        name: Folded, with its brackets.
        bare: The same without case, spaces, marks and legal forms' dots.
        han: Written in Han characters, at least in part.
        codes: Bodies of the gazetteer that go by the whole name.
        aside: The gazetteer has the name only beside theirs: a company of their group, or another way to write it.
        cuts: With bodies of the gazetteer as one token each; with the whole name cut, too; without bodies.
        relative: Nothing in it says whose it is: no name of its own, no place, no known body; any town may have one (市城投集团).
        others: Names that stand in its brackets.
    """

    name: str
    bare: str
    han: bool
    codes: frozenset[str]
    aside: bool
    cuts: tuple[Cut, ...]
    relative: bool
    others: tuple[str, ...]


@lru_cache(maxsize=1 << 18)
def shape(name: str) -> Shape:
    """Return what a name is made of."""
    folded = fold(name)
    outside, inside = brackets(folded)
    others = tuple(one for one in inside if _is_other_name(one, outside))
    whole = folded if len(others) < len(inside) else outside
    first = Cut(*cut(whole))
    codes = _codes(whole) or _alone(first)
    cuts = tuple(dict.fromkeys((first, *([Cut(*cut(whole, hidden=bare_key(whole)))] if codes else []))))
    if any(token.sort == "body" for token in cuts[-1].tokens):
        cuts = (*cuts, Cut(*cut(whole, hidden=ALL)))
    aside = is_han(whole) and bool(_all_forms(cuts) & {"limited", "shares"}) and _is_aside(whole, codes)
    relative = not codes and (phrase_key(whole) in legal_forms() or _says_nobody(first))
    return Shape(whole, bare_key(whole), is_han(whole), codes, aside, cuts, relative, others)


def _is_other_name(inside: str, outside: str) -> bool:
    """Return whether words in brackets are another name of the same body, not a part of its name."""
    if phrase_key(inside) in legal_forms() or bare_key(inside) in places():
        return False
    if is_han(inside) != is_han(outside) or (inside.isupper() and inside.isalpha() and len(inside) > 1):
        return True
    codes = bodies().get(bare_key(inside))
    return codes is not None and codes == bodies().get(bare_key(outside))


def _alone(one: Cut) -> frozenset[str]:
    """Return the codes of a known body that is all that a name says, beside where it is or whose."""
    return (
        one.tokens[0].codes if len(one.tokens) == 1 and one.tokens[0].sort == "body" and not one.forms else frozenset()
    )


def _says_nobody(one: Cut) -> bool:
    """Return whether a name is made of words for levels, fields, heads and numbers alone; a number alone is a name (360)."""
    if one.tokens and all(token.sort == "number" for token in one.tokens):
        return False
    if one.tokens and one.tokens[0].text in leading_levels():  # 市体育馆: also with words that the list lacks
        return not any(token.sort in _WHERE for token in one.tokens)
    return not any(token.sort in _NAMING or token.text in naming() for token in one.tokens)


def _all_forms(cuts: tuple[Cut, ...]) -> frozenset[str]:
    """Return the legal forms that a name bears, however it is cut."""
    return frozenset().union(*(cut.forms for cut in cuts))


def _is_aside(name: str, codes: frozenset[str]) -> bool:
    key = bare_key(name)
    known = [one for code in codes if (one := entry(code))]
    return bool(known) and all(n.sort == "other" for one in known for n in one.names if bare_key(fold(n.text)) == key)


def _codes(name: str) -> frozenset[str]:
    """Return the bodies that go by a whole name, those too whose name is a plain word (日产) and is not looked for in texts."""
    known = bodies().get(bare_key(name))
    found = (one for code in known if (one := entry(code))) if known else named(name) if len(name) <= _SHORT else ()
    return frozenset(one.code for one in found if one.kind not in ("place", "country"))
