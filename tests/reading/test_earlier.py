"""Earlier agreements that an English page mentions."""

import pytest

from accord.langs import load_pack
from accord.model import Text
from accord.model.document import text_id
from accord.reading import read

PAGE = "Harbour News\n\nOn June 3, 2021, Northport Harbour Group and Larchfield City signed a cooperation agreement. {said}\n"
OWN = ("Northport Harbour Group", "Larchfield City")


def the_earlier(said: str, published: str | None = "2021-06-04"):
    content = PAGE.format(said=said)
    facts = read(Text(text_id(content), content, "en", "1"), published=published, pack=load_pack("en"))
    names = {party.id: party.name for party in facts.parties}
    return [(one.relation, one.kind, one.date, {names[p] for p in one.parties}) for one in facts.earlier], facts


MENTIONS = [
    (
        "It refers to the framework agreement that Northport Harbour Group and Larchfield City concluded in 2017.",
        ("mentioned", "framework", "2017", set(OWN)),
    ),
    (
        "It builds on the memorandum which Northport Harbour Group signed with Larchfield City in May 2019.",
        ("carries_out", "memorandum", "2019-05", set(OWN)),
    ),
    (
        "Northport Harbour Group and Larchfield City thereby implement the framework agreement signed in 2018.",
        ("carries_out", "framework", "2018", set(OWN)),
    ),
    (
        "With it Northport Harbour Group and Larchfield City renew the cooperation agreement of 2016.",
        ("renews", "cooperation", "2016", set(OWN)),
    ),
    (
        "The quay that Northport Harbour Group promised Larchfield City in the framework agreement of 2017 is open.",
        ("mentioned", "framework", "2017", set(OWN)),
    ),
]


@pytest.mark.parametrize(("said", "expected"), MENTIONS, ids=[said[:50] for said, _ in MENTIONS])
def test_an_agreement_that_is_not_the_news_is_mentioned_with_its_date(said: str, expected: tuple) -> None:
    found, facts = the_earlier(said)
    assert found == [expected]
    assert len(facts.agreements) == 1
    assert facts.earlier[0].agreement == facts.agreements[0].id


SILENT = [
    "It is the first agreement of the two.",
    "The agreement was signed in the town hall in June 2021.",
    "Northport Harbour Group and Larchfield City have known each other since 2017.",
    "They hope for an agreement on rails in 2023.",
    "The museum of Larchfield City was built in 2011.",
    "It refers to an earlier framework agreement.",
]


@pytest.mark.parametrize("said", SILENT)
def test_what_has_no_date_or_is_the_news_itself_is_no_mention(said: str) -> None:
    assert the_earlier(said)[0] == []


def test_the_words_of_a_mention_are_its_sentence() -> None:
    said = MENTIONS[0][0]
    _, facts = the_earlier(said)
    [(start, end)] = facts.earlier[0].evidence
    assert PAGE.format(said=said)[start:end] == said
