"""Read a text: what it says of cooperation, every fact with the words and the rule that prove it.

In -> out: a `Text`, its day of publication and a language pack -> `Facts`.
`read_if_promising` is for archives: most texts are put aside by their words alone (`gate.py`).
Begin at `read`, a page of nouns; each step is one module, in the order in which it is called; `parts.py` is what the
steps hand to each other.
To add a kind of fact: its value in `model/reading.py`, its rules in the packs, one module here, one line in `read`.
"""

from accord.langs import Pack
from accord.model import Facts, Text
from accord.reading.agreements import find_agreements
from accord.reading.cast import gather
from accord.reading.commitments import find_commitments
from accord.reading.dates import find_dates
from accord.reading.descriptions import resolve
from accord.reading.document import reading_of, with_known_parties
from accord.reading.gate import is_promising
from accord.reading.holders import with_holders
from accord.reading.layout import lay_out
from accord.reading.mechanisms import find_mechanisms
from accord.reading.meetings import find_meetings
from accord.reading.money import find_money
from accord.reading.names import find_names
from accord.reading.posts import find_posts, lasting
from accord.reading.progress import find_progress
from accord.reading.projects import find_projects
from accord.reading.relevance import is_relevant
from accord.reading.scene import Scene, recast
from accord.reading.sectors import with_sectors
from accord.reading.signings import party_sets
from accord.reading.topics import find_topics

__all__ = ["is_promising", "read", "read_if_promising", "reading_of", "scene_of"]


def scene_of(text: Text, *, published: str | None, pack: Pack) -> Scene:
    """Return what stands on a page: sentences, names, parties and where they are spoken of, dates, amounts."""
    page = lay_out(text.content, pack, published=published)
    names = find_names(page, pack)
    named = Scene(page, pack, names, gather(page, names, pack), find_dates(page, pack), find_money(page, pack))
    return recast(named, resolve(page, named.cast, party_sets(named), pack))


def read(text: Text, *, published: str | None, pack: Pack) -> Facts:
    """Return what a text says. Pure: the same words, date and pack give the same facts."""
    scene = scene_of(text, published=published, pack=pack)
    posts = find_posts(scene)
    agreements = find_agreements(with_holders(scene), posts)
    meetings = find_meetings(scene, posts, agreements)
    commitments = find_commitments(scene, agreements, posts)
    relevant = is_relevant(agreements, meetings)
    told = with_sectors(scene, agreements, commitments)
    return with_known_parties(
        Facts(
            relevant=relevant,
            parties=scene.cast.parties,
            agreements=told,
            meetings=meetings,
            posts=posts if relevant else lasting(posts, scene),
            commitments=commitments if relevant else (),  # undertakings of a cooperation, where there is one
            progress=find_progress(scene),
            mechanisms=find_mechanisms(scene, told) if relevant else (),
            projects=find_projects(scene),
            topics=find_topics(scene),
        )
    )


def read_if_promising(text: Text, *, published: str | None, pack: Pack) -> Facts | None:
    """Return what `read` returns, or None where the words alone show that the text reports no act of cooperation.

    What is put aside has no facts at all, not even posts: it is for archives in which most texts tell of other things.
    """
    return read(text, published=published, pack=pack) if is_promising(text.content, pack) else None
