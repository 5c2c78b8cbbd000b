"""Who is who: places with codes, enterprises, organs, institutes, countries; data with sources, and look-up.

In:  a code, or a name in any spelling.
Out: `Entry`s, all that a name may mean; `Organ`s, read by grammar. No context: that is `identity`'s.

    named("苏州"), named("Suzhou")          who goes by a name: one, two, none
    organ("Nanjing municipal government")   which organ, of which place
    literals("zh")                          names worth looking for in running text

Begin at `lookup.py`; organs in `organs.py`. To add a name, a row in `data/*.tsv`: README.md says how.
"""

from accord.gazetteer.entries import Entry, EntryKind, Language, Name, NameSort, Organ, OrganSort, folded
from accord.gazetteer.lookup import entry, literals, named, spoken_for, within
from accord.gazetteer.organs import department_of, organ
from accord.gazetteer.wheres import places

__all__ = [
    "Entry",
    "EntryKind",
    "Language",
    "Name",
    "NameSort",
    "Organ",
    "OrganSort",
    "department_of",
    "entry",
    "folded",
    "literals",
    "named",
    "organ",
    "places",
    "spoken_for",
    "within",
]
