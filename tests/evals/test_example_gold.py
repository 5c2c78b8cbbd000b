"""The gold facts of the examples say only what stands in the examples."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from evals.gold import load

from accord.model.dates import is_partial_date
from accord.model.terms import AgreementKind, AgreementStatus, MeetingKind, Modality, Sector, members

EXAMPLES = Path(__file__).parents[2] / "examples"
COUNTS = {"en": 12, "zh": 10}
OF = {code: load(EXAMPLES / "gold" / code, EXAMPLES / "news" / code) for code in COUNTS}
ITEMS = [item for items in OF.values() for item in items]

every_example = pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.gold.id)


@pytest.mark.parametrize("code", COUNTS)
def test_every_article_has_gold_facts(code):
    assert {path.stem for path in (EXAMPLES / "news" / code).iterdir()} == {item.gold.id for item in OF[code]}
    assert len(OF[code]) == COUNTS[code]


@every_example
def test_every_name_stands_in_the_text(item):
    gold = item.gold
    told = [*gold.mentions, *(party for one in (*gold.agreements, *gold.meetings) for party in one.parties)]
    names = [name for party in told for name in party] + [one.place for one in (*gold.agreements, *gold.meetings)]
    names += [actor for one in gold.commitments for actor in one.actors]
    assert [name for name in names if name and name not in item.words] == []


@every_example
def test_every_person_post_and_body_stands_in_the_text(item):
    told = [word for post in item.gold.posts for word in (post.person, post.post, post.organization) if word]
    told += [person for one in item.gold.agreements for person in one.signatories]
    assert [word for word in told if word not in item.words] == []


@pytest.mark.parametrize("item", OF["zh"], ids=lambda item: item.gold.id)
def test_every_chinese_commitment_goes_up_to_its_full_stop_or_is_an_item_of_a_list(item):
    for row in item.gold.commitments:
        words = item.words[row.start : row.end]
        assert re.fullmatch(r"[^\n。]{6,400}[。；]?", words), words
        assert words[-1] in "。；" or item.words[row.end] in "。；", words


@pytest.mark.parametrize("item", OF["en"], ids=lambda item: item.gold.id)
def test_every_commitment_is_one_sentence(item):
    for row in item.gold.commitments:
        words = item.words[row.start : row.end]
        assert re.fullmatch(r"[A-Z][^\n]{20,400}\.", words), words
        assert not re.search(r"[a-z]{3}\. [A-Z]", words), f"two sentences: {words}"
        assert item.words[: row.start].endswith((". ", "\n\n")), "a sentence begins after another, or a paragraph"


@every_example
def test_commitments_stand_in_the_order_of_the_text_and_apart(item):
    rows = item.gold.commitments
    assert all(one.end <= other.start for one, other in pairwise(rows))


@every_example
def test_every_code_and_date_is_of_the_public_format(item):
    gold = item.gold
    for one in gold.agreements:
        assert one.kind in members(AgreementKind)
        assert one.status in members(AgreementStatus)
        assert set(one.sectors) <= set(members(Sector))
    assert {one.kind for one in gold.meetings} <= set(members(MeetingKind))
    assert {one.modality for one in gold.commitments} <= set(members(Modality))
    dates = [gold.published, *(one.date for one in (*gold.agreements, *gold.meetings))]
    assert all(is_partial_date(date) for date in dates if date)


@every_example
def test_a_name_belongs_to_one_cluster(item):
    names = [name for cluster in item.gold.mentions for name in cluster]
    assert len(names) == len(set(names))


@every_example
def test_no_fact_is_told_of_a_near_miss(item):
    if item.gold.id.startswith("near-miss"):
        assert not item.gold.relevant
        assert [*item.gold.agreements, *item.gold.meetings, *item.gold.commitments] == []
