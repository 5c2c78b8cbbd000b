"""Topics: what a document is about beside cooperation."""

import pytest

from accord.reading.topics import find_topics
from tests.reading.builders import a_scene
from tests.reading.cases import cases

TOPICS = [
    ("[party:Acme] reported quarterly results.", ["financial_performance"]),
    ("Revenue rose by a fifth at [party:Acme].", ["financial_performance"]),
    ("Net profit of [party:Acme] was large.", ["financial_performance"]),
    ("Earnings fell again.", ["financial_performance"]),
    ("[party:Acme] unveiled its new ice vehicle.", ["product_launch"]),
    ("[party:Acme] released a new model.", ["product_launch"]),
    ("[party:Acme] launched the first sea drone platform.", ["product_launch"]),
    ("They signed a cooperation agreement.", ["partnership"]),
    ("A memorandum of understanding was signed.", ["partnership"]),
    ("They founded a joint venture.", ["partnership"]),
    ("[party:Acme] appointed [person:Ann Lee] as chairman.", ["leadership_change"]),
    ("[person:Bo Dahl] resigned as mayor.", ["leadership_change"]),
    ("[person:Bo Dahl] stepped down as the chief executive.", ["leadership_change"]),
    ("It follows the five-year plan.", ["strategic_initiative"]),
    ("They build an industrial cluster.", ["strategic_initiative"]),
    ("It rained in Riga.", []),
    ("They cooperate as a result.", []),
]


@pytest.mark.parametrize(("text", "right"), TOPICS, ids=[text for text, _ in TOPICS])
def test_topics_follow_the_words(text, right):
    assert [t.topic for t in find_topics(a_scene(text))] == right


def test_a_topic_is_of_the_party_spoken_of():
    assert find_topics(a_scene("[party:Acme] reported quarterly results."))[0].party == "p1"


@pytest.mark.parametrize("case", cases("topics.toml"))
def test_a_page_is_about_what_its_sentences_say(case):
    assert [t.topic for t in find_topics(a_scene(case["text"]))] == case["right"]
