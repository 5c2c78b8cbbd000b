"""Whose a body is whose name alone does not say it: 市城投集团 is any city's, until its document says where it is.

In:  a mention.
Out: the mention, with its place before its name where the document says that place of the body itself.

Only the region of the body settles it. Places named beside it do not: of a signing at Nanjing the parties may be another city's.
"""

from functools import cache

import msgspec

from accord.gazetteer import Entry, entry
from accord.identity.organs import places_of
from accord.identity.shapes import shape
from accord.identity.text import bare_key, fold, is_han
from accord.identity.words import words
from accord.model.mention import Mention

__all__ = ["placed"]

_TOWNS = ("prefecture", "county")  # what has one body of a sort; in a province there are several


def placed(mention: Mention) -> Mention:
    """Return the mention, its name after the place where it is, where the name needs it and the document says it.

    >>> placed(Mention("p-1", "市城投集团", (), "enterprise", "扬州市")).name
    '扬州市城投集团'
    >>> placed(Mention("p-1", "县人民医院", (), "hospital", "扬州市")).name
    '县人民医院'
    """
    if mention.kind == "person" or not mention.region or not shape(mention.name).relative:
        return mention
    town = _town(mention.region)
    name = _joined(town, fold(mention.name)) if town and is_han(mention.name) else None
    return msgspec.structs.replace(mention, name=name) if name else mention


def _town(region: str) -> Entry | None:
    one = entry(region)
    found = (one,) if one else places_of(region)
    return found[0] if len(found) == 1 and found[0].level else None


def _joined(town: Entry, name: str) -> str | None:
    """Return the name after the place; nothing where the place is of another level than the name says."""
    full = next((known.text for known in town.names if is_han(known.text)), "")
    level = next((word for word in _levels() if name.startswith(word)), "")
    rest = name[len(level) :]
    if not full or not shape(name).cuts[0].tokens or (not rest and not level):
        return None
    if not level:
        return full + rest if town.level in _TOWNS else None
    own = next((word for word in _levels() if full.endswith(word)), "")
    return full + rest if own and level.endswith(own) and bare_key(full) != own else None


@cache
def _levels() -> tuple[str, ...]:
    """Return the words for levels of places in Han characters, longest first."""
    found = (word for word, known in words().items() if known.sort == "level" and is_han(word))
    return tuple(sorted(found, key=lambda word: (-len(word), word)))
