"""Read what a document is about, beside cooperation, for the profile of a party.

In:  a scene; the pack's rules `topic` (values: topic).
Out: topics, each once with its first words, in the order of the closed list.
"""

from accord.langs import match
from accord.model.page import Sentence
from accord.model.reading import Topic
from accord.model.terms import TopicKind, members
from accord.reading.page.scene import Scene, covered, standings_in

__all__ = ["find_topics"]


def find_topics(scene: Scene) -> tuple[Topic, ...]:
    """Return the topics that the page's headings and prose speak of."""
    found: dict[str, Topic] = {}
    for sentence in scene.page.sentences:
        if sentence.kind != "furniture":
            for hit in match(scene.pack.rules, covered(scene, sentence), kind="topic"):
                topic = hit.rule.values["topic"]
                span = (sentence.start + hit.found.start(), sentence.start + hit.found.end())
                found.setdefault(topic, Topic(topic, _party(sentence, scene), (span,)))
    return tuple(found[topic] for topic in members(TopicKind) if topic in found)


def _party(sentence: Sentence, scene: Scene) -> str | None:
    """Return the first party of which the sentence speaks by itself."""
    standings = standings_in(scene.cast.standings, sentence.start, sentence.end)
    return next((s.parties[0] for s in standings if len(s.parties) == 1), None)
