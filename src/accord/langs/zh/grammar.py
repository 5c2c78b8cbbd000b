"""Read a Chinese text: what it says of cooperation.

In -> out: the text as it stands, its day of publication and the pack -> `Facts`, with offsets of the text.
Begin at `facts`, a page of nouns; the steps are rooms in the order in which it calls them: `page/` makes the words plain
and lays them out, `cast/` says who plays (with `names`, `aliases`), then `posts/`, `agreements/`, `commitments/`, `matters`.
To add a wording: a row in `lexicon/` or a rule in `rules/`, with the sentences that prove it, and `pytest tests/langs`.
"""

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
from accord.langs.zh.matters import find_mechanisms, find_progress, find_projects, find_topics
from accord.langs.zh.page.dates import find_dates
from accord.langs.zh.page.layout import lay_out
from accord.langs.zh.page.money import find_money
from accord.langs.zh.page.plain import plain
from accord.langs.zh.page.recogniser import Word, words_of
from accord.langs.zh.page.restored import restored
from accord.langs.zh.page.scene import Scene
from accord.langs.zh.posts import find_posts
from accord.langs.zh.posts.persons import with_persons
from accord.model.reading import Facts

__all__ = ["facts", "scene_of"]


def scene_of(content: str, published: str | None, pack: Pack) -> Scene:
    """Return what stands on a page: sentences, words, names, parties and where they are spoken of, dates, amounts."""
    simple = plain(content)
    words, rules = simple.words, pack.rules
    sentences = lay_out(words, rules)
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


def facts(content: str, published: str | None, pack: Pack) -> Facts:
    """Return what a text says. Pure: the same words, date and pack give the same facts."""
    scene = with_persons(scene_of(content, published, pack))
    posts = find_posts(scene)
    agreements = find_agreements(scene, posts)
    meetings = find_meetings(scene, posts, agreements)
    relevant = bool(agreements or meetings) or tells_of_bundle(scene)
    signings = signings_told(scene)
    agreed = relevant or bool(signings)  # undertakings are those of a cooperation, where there is one
    commitments = find_commitments(scene, agreements, posts, meetings, signings) if agreed else ()
    told = with_sectors(scene, agreements, commitments)
    found = Facts(
        relevant=relevant,
        parties=scene.cast.parties,
        agreements=told,
        meetings=meetings,
        posts=posts,
        commitments=commitments,
        progress=find_progress(scene),
        mechanisms=find_mechanisms(scene, told) if agreed else (),
        projects=find_projects(scene),
        topics=find_topics(scene),
        earlier=find_earlier(scene, told),
    )
    return restored(found, scene, content)
