"""Read a text: what it says of cooperation, every fact with the words and the rule that prove it.

In -> out: a `Text`, its day of publication and a language pack -> `Facts`.
`read_if_relevant` is for archives: most texts are put aside by their words alone (`gate.py`).
Begin at `read`, a page of nouns; the steps are rooms and modules in the order in which it calls them: `page/` lays out,
`cast/` says who plays, then `posts/`, `agreements/`, `meetings`, `commitments/` and the smaller kinds of facts;
`model/page.py` is what they hand to each other.
To add a kind of fact: its value in `model/reading.py`, its rules in the packs, one module here, one line in `read`.
"""

import msgspec

from accord.langs import Pack
from accord.model import Facts, Text
from accord.model.reading import Agreement, Meeting, Post
from accord.reading.agreements.agreements import find_agreements
from accord.reading.agreements.sideless import tells_of_agreement
from accord.reading.agreements.signings import party_sets
from accord.reading.cast.cast import gather
from accord.reading.cast.descriptions import resolve
from accord.reading.cast.doubts import with_doubtful_names
from accord.reading.commitments.commitments import find_commitments
from accord.reading.document import reading_of, with_known_parties
from accord.reading.earlier import find_earlier
from accord.reading.gate import is_promising
from accord.reading.mechanisms import find_mechanisms
from accord.reading.meetings import find_meetings
from accord.reading.page.dates import find_dates
from accord.reading.page.layout import lay_out
from accord.reading.page.money import find_money
from accord.reading.page.names import find_names
from accord.reading.page.scene import Scene, recast
from accord.reading.posts.holders import with_holders
from accord.reading.posts.posts import find_posts, lasting
from accord.reading.progress import find_progress
from accord.reading.projects import find_projects
from accord.reading.relevance import is_relevant
from accord.reading.sectors import with_sectors
from accord.reading.topics import find_topics

__all__ = ["is_promising", "read", "read_if_relevant", "reading_of", "scene_of"]


def scene_of(text: Text, *, published: str | None, pack: Pack) -> Scene:
    """Return what stands on a page: sentences, names, parties and where they are spoken of, dates, amounts."""
    page = lay_out(text.content, pack, published=published)
    names = find_names(page, pack)
    named = Scene(page, pack, names, gather(page, names, pack), find_dates(page, pack), find_money(page, pack))
    return recast(named, resolve(page, named.cast, party_sets(named), pack))


def read(text: Text, *, published: str | None, pack: Pack) -> Facts:
    """Return what a text says. Pure: the same words, date and pack give the same facts."""
    if pack.grammar:
        return with_known_parties(pack.grammar.read(text.content, published, pack))
    return _facts(_acts(text, published, pack))


def read_if_relevant(text: Text, *, published: str | None, pack: Pack) -> Facts | None:
    """Return what `read` returns where that is relevant, else None, mostly without reading: for archives.

    Most texts of an archive tell of other things; none of them has facts here, not even posts.
    """
    if pack.grammar:
        if not pack.gate(text.content):
            return None
        facts = pack.grammar.read_if_relevant(text.content, published, pack)
        return with_known_parties(facts) if facts else None
    acts = _acts(text, published, pack) if is_promising(text.content, pack) else None
    return _facts(acts) if acts and is_relevant(acts.agreements, acts.meetings) else None


class _Acts(msgspec.Struct, frozen=True):
    """What decides whether a page is relevant: who acts on it, agreements without sectors, meetings."""

    scene: Scene
    posts: tuple[Post, ...]
    agreements: tuple[Agreement, ...]
    meetings: tuple[Meeting, ...]


def _acts(text: Text, published: str | None, pack: Pack) -> _Acts:
    scene = scene_of(text, published=published, pack=pack)
    posts = find_posts(scene)
    agreements = with_doubtful_names(scene, find_agreements(with_holders(scene), posts))
    return _Acts(scene, posts, agreements, find_meetings(scene, posts, agreements))


def _facts(acts: _Acts) -> Facts:
    scene, relevant = acts.scene, is_relevant(acts.agreements, acts.meetings)
    agreed = relevant or tells_of_agreement(scene)  # undertakings are those of a cooperation, where there is one
    commitments = find_commitments(scene, acts.agreements, acts.posts) if agreed else ()
    told = with_sectors(scene, acts.agreements, commitments)
    return with_known_parties(
        Facts(
            relevant=relevant,
            parties=scene.cast.parties,
            agreements=told,
            meetings=acts.meetings,
            posts=acts.posts if relevant else lasting(acts.posts, scene),
            commitments=commitments,
            progress=find_progress(scene),
            mechanisms=find_mechanisms(scene, told) if agreed else (),
            projects=find_projects(scene),
            topics=find_topics(scene),
            earlier=find_earlier(scene, told),
        )
    )
