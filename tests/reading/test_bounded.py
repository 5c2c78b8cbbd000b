"""Any text is read in time that grows with its length, and nothing found lies outside it."""

import random
from cProfile import Profile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.bootstrap import the_reader
from accord.langs import load_pack
from accord.model import Text
from accord.model.document import text_id
from accord.reading import read, scene_of
from accord.reading.page.layout import lay_out

BASE = (
    "On July 14, Ostby Municipal People's Government and Northwind Electronics Group signed a cooperation agreement in "
    "Lund. Han Liming, Secretary of the Ostby Committee, said that the two sides will build a base. "
)
_CHANCE = random.Random(1)
_WORDS = [_CHANCE.choice(BASE.split()) for _ in range(800)]

HOSTILE = {
    "a list of parties that is one sentence": "Alpha and Beta, " * 400 + " signed an agreement.",
    "many different names joined": " and ".join(f"City{chr(65 + i % 26)}{chr(97 + i % 7)} Group" for i in range(200))
    + " signed a cooperation agreement with Wuxi.",
    "the cue again and again": "signed an agreement and " * 300,
    "a party, a document and no partner": "Alpha signed an agreement with " * 150,
    "one word without an end": "a" * 20_000,
    "capitals": "THE CITY OF WUXI SIGNED AN AGREEMENT " * 200,
    "a quotation that never ends": "“hope that the two sides will " * 200,
    "modal verbs": "will " * 1_000,
    "a list of items": "build a base; " * 500,
    "commas": ", " * 3_000,
    "offices in a chain": "Deputy Secretary of the Party Committee and Mayor of " * 100,
    "aliases": 'Wuxi (hereinafter referred to as "W") ' * 100,
    "brackets": "(" * 5_000,
    "full stops": "." * 20_000,
    "a heading without an end": "# " + "Wuxi signed " * 600,
    "digits": "1," * 5_000 + " yuan",
    "ordinary paragraphs": (BASE + "\n\n") * 30,
    "words in no order": " ".join(_WORDS),
    "paragraphs in no order": "\n\n".join(" ".join(_WORDS[n : n + 60]) + "." for n in range(0, 800, 60)),
}


def reading(content):
    return read(Text(text_id(content), content, "en", "1"), published="2024-07-20", pack=load_pack("en"))


def spans_of(facts):
    yield from (span for party in facts.parties for span in party.mentions)
    for fact in (*facts.agreements, *facts.meetings, *facts.posts, *facts.progress, *facts.mechanisms, *facts.projects):
        yield from fact.evidence
    yield from ((c.start, c.end) for c in facts.commitments)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("why", HOSTILE)
def test_a_hostile_text_is_read_in_bounded_time(why):
    content = HOSTILE[why]
    assert all(0 <= start < end <= len(content) for start, end in spans_of(reading(content)))


@pytest.mark.timeout(20)
def test_a_sentence_without_an_end_is_cut_between_words():
    page = lay_out("build a base and " * 400, load_pack("en"))
    assert max(s.end - s.start for s in page.sentences) <= 1_500
    assert all(page.content[s.start : s.end].split()[0] in ("build", "a", "base", "and") for s in page.sentences)


@pytest.mark.timeout(60)
@settings(max_examples=40, deadline=None)
@given(words=st.lists(st.sampled_from(BASE.split()), min_size=1, max_size=60))
def test_words_in_any_order_are_read_and_every_name_stands_in_the_text(words):
    content = " ".join(words)
    facts = reading(content)
    assert all(0 <= start < end <= len(content) for start, end in spans_of(facts))
    assert all(content[start:end] in party.names for party in facts.parties for start, end in party.mentions)
    assert all(post.person in content for post in facts.posts)


@pytest.mark.timeout(20)
def test_what_stands_on_a_page_is_in_text_order():
    scene = scene_of(
        Text(text_id(BASE), BASE * 3, "en", "1"),
        published="2024-07-20",
        pack=load_pack("en"),
    )
    for things in (scene.names, scene.cast.standings, scene.cast.persons, scene.dates, scene.money):
        assert [t.start for t in things] == sorted(t.start for t in things)


LINES = {
    "en": "Wuxi and Lotus Group signed a cooperation agreement. They will build a park of 30 hectares. ",
    "zh": "无锡市与莲花集团签署合作协议。双方将共同建设产业园。",
}


@pytest.mark.slow
@pytest.mark.parametrize("language", LINES)
def test_a_text_of_one_line_that_is_twice_as_long_takes_twice_the_work(language: str) -> None:
    def work(times: int) -> int:
        content = (LINES[language] * times).strip()
        profile = Profile()
        profile.runcall(the_reader().read, Text(text_id(content), content, language, "1"), "2024-07-15")
        return sum(int(one.callcount) for one in profile.getstats())

    work(20)  # what is loaded once
    assert work(800) < 2.4 * work(400)
