"""Read a Chinese text: what it says of cooperation.

In -> out: the text as it stands, its day of publication and the pack -> `Facts`, with offsets of the text.
Begin at `facts`, a page of nouns (`facts_if_relevant` is for archives); the steps are rooms in the order in which it calls them: `page/` makes the words plain
and lays them out, `cast/` says who plays (with `names`, `aliases`), then `posts/`, `agreements/`, `commitments/`, `matters`.
To add a wording: a row in `lexicon/` or a rule in `rules/`, with the sentences that prove it, and `pytest tests/langs`.
"""

import msgspec

from accord.langs.pack import Pack
from accord.langs.zh.agreements.agreements import find_agreements
from accord.langs.zh.agreements.bundles import tells_of_bundle
from accord.langs.zh.agreements.earlier import find_earlier
from accord.langs.zh.agreements.meetings import find_meetings
from accord.langs.zh.agreements.sideless import signings_told
from accord.langs.zh.cast.cast import gather
from accord.langs.zh.cast.descriptions import resolve
from accord.langs.zh.cast.found import find_names
from accord.langs.zh.cast.titled import with_titled
from accord.langs.zh.commitments.commitments import find_commitments
from accord.langs.zh.commitments.sectors import with_sectors
from accord.langs.zh.gate import may_be_relevant, may_count
from accord.langs.zh.matters import find_mechanisms, find_progress, find_projects, find_topics
from accord.langs.zh.page.dates import find_dates
from accord.langs.zh.page.layout import lay_out
from accord.langs.zh.page.money import find_money
from accord.langs.zh.page.plain import Plain, plain
from accord.langs.zh.page.recogniser import Word, words_of
from accord.langs.zh.page.restored import restored
from accord.langs.zh.page.scene import Scene
from accord.langs.zh.posts import find_posts
from accord.langs.zh.posts.persons import with_persons
from accord.model.page import Sentence
from accord.model.reading import Agreement, Facts, Meeting, Post

__all__ = ["facts", "facts_if_relevant", "is_promising", "scene_of"]

_SIDES = 2  # parties without which a page tells of no agreement and of no meeting, but of a number of them


class _Acts(msgspec.Struct, frozen=True):
    """What decides whether a page is relevant: who acts on it, agreements without sectors, meetings."""

    scene: Scene
    posts: tuple[Post, ...]
    agreements: tuple[Agreement, ...]
    meetings: tuple[Meeting, ...]
    relevant: bool


def scene_of(content: str, published: str | None, pack: Pack) -> Scene:
    """Return what stands on a page: sentences, words, names, parties and where they are spoken of, dates, amounts."""
    simple = plain(content)
    return _scene(simple, lay_out(simple.words, pack.rules), published, pack)


def facts(content: str, published: str | None, pack: Pack) -> Facts:
    """Return what a text says. Pure: the same words, date and pack give the same facts."""
    return _facts(_acts(scene_of(content, published, pack)), content)


def facts_if_relevant(content: str, published: str | None, pack: Pack) -> Facts | None:
    """Return what a text says where that is relevant, else None: nobody is named on a page that cannot be."""
    simple = plain(content)
    sentences = lay_out(simple.words, pack.rules)
    if not may_be_relevant(simple.words, sentences, pack.rules):
        return None
    scene = _scene(simple, sentences, published, pack)
    if len(scene.cast.parties) < _SIDES and not may_count(simple.words, pack.rules):
        return None
    acts = _acts(scene)
    return _facts(acts, content) if acts.relevant else None


def is_promising(content: str, pack: Pack) -> bool:
    """Return whether a text may be relevant, before any name of it is known."""
    words = plain(content).words
    return may_be_relevant(words, lay_out(words, pack.rules), pack.rules)


def _scene(simple: Plain, sentences: tuple[Sentence, ...], published: str | None, pack: Pack) -> Scene:
    words, rules = simple.words, pack.rules
    told = words_of([words[s.start : s.end] for s in sentences])
    names = find_names(words, sentences, told, rules)
    named = resolve(words, sentences, gather(words, names, rules), rules, told)
    cast = with_titled(words, sentences, named, rules)
    currencies = {row["word"]: row["code"] for row in pack.tables["currencies"]}
    return Scene(
        pack=pack,
        plain=simple,
        published=published,
        sentences=sentences,
        words=tuple(
            Word(s.start + w.start, s.start + w.end, w.tag) for s, own in zip(sentences, told, strict=True) for w in own
        ),
        names=names,
        cast=cast,
        dates=find_dates(words, sentences, rules, published),
        money=find_money(words, sentences, rules, currencies),
    )


def _acts(named: Scene) -> _Acts:
    scene = with_persons(named)
    posts = find_posts(scene)
    agreements = find_agreements(scene, posts)
    meetings = find_meetings(scene, posts, agreements)
    return _Acts(scene, posts, agreements, meetings, bool(agreements or meetings) or tells_of_bundle(scene))


def _facts(acts: _Acts, content: str) -> Facts:
    scene, agreements, meetings = acts.scene, acts.agreements, acts.meetings
    signings = signings_told(scene)
    agreed = acts.relevant or bool(signings)  # undertakings are those of a cooperation, where there is one
    commitments = find_commitments(scene, agreements, acts.posts, meetings, signings) if agreed else ()
    told = with_sectors(scene, agreements, commitments)
    found = Facts(
        relevant=acts.relevant,
        parties=scene.cast.parties,
        agreements=told,
        meetings=meetings,
        posts=acts.posts,
        commitments=commitments,
        progress=find_progress(scene),
        mechanisms=find_mechanisms(scene, told) if agreed else (),
        projects=find_projects(scene),
        topics=find_topics(scene),
        earlier=find_earlier(scene, told),
    )
    return restored(found, scene, content)
