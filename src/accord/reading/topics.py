"""Read what a document is about, beside cooperation, for the profile of a party.

In:  a scene; the pack's rules `topic` (values: topic).
Out: topics, each once with its first words, in the order of the closed list.
"""

from accord.langs import match
from accord.langs.told import topics_of
from accord.model.reading import Topic
from accord.reading.page.scene import Scene, covered

__all__ = ["find_topics"]


def find_topics(scene: Scene) -> tuple[Topic, ...]:
    """Return the topics that the page's headings and prose speak of."""
    told = (
        (sentence, hit)
        for sentence in scene.page.sentences
        if sentence.kind != "furniture"
        for hit in match(scene.pack.rules, covered(scene, sentence), kind="topic")
    )
    return topics_of(told, scene.cast.standings)
