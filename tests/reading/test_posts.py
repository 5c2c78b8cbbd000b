"""Posts: who holds which office, however the words stand."""

import pytest

from accord.langs import load_pack
from accord.model import Text, text_id
from accord.reading import read
from accord.reading.posts.posts import find_posts
from tests.reading.builders import a_scene


def posts(text, **how):
    return [(p.person, p.post, p.organization) for p in find_posts(a_scene(text, **how))]


CASES = [
    ("[person:Ann Lee], mayor of Riga, spoke.", [("Ann Lee", "mayor", "Riga")], "office after a comma"),
    ("Riga Mayor [person:Ann Lee] spoke.", [("Ann Lee", "Mayor", "Riga")], "place before the office"),
    ("The [party:Acme] CEO, [person:Bo Dahl], spoke.", [("Bo Dahl", "CEO", "Acme")], "office, comma, name"),
    ("[party:Acme] CEO [person:Bo Dahl] spoke.", [("Bo Dahl", "CEO", "Acme")], "enterprise before the office"),
    ("Mayor [person:Ann Lee] spoke.", [("Ann Lee", "Mayor", None)], "an office without a body"),
    (
        "Minister for Roads and Ports, Ms [person:Ann Lee], spoke.",
        [("Ann Lee", "Minister for Roads and Ports", None)],
        "a minister's field belongs to the office",
    ),
    (
        "[person:Ann Lee], Deputy Secretary of the Riga Harbour Committee and Mayor of Riga, spoke.",
        [("Ann Lee", "Deputy Secretary", "Riga Harbour Committee"), ("Ann Lee", "Mayor", "Riga")],
        "two offices are two rows",
    ),
    (
        "[person:Ann Lee], chairman and director of [party:Acme], spoke.",
        [("Ann Lee", "chairman", "Acme"), ("Ann Lee", "director", "Acme")],
        "two offices of one body",
    ),
    (
        "[person:Ann Lee], chairman of [party:Acme] and [party:Borealis], spoke.",
        [("Ann Lee", "chairman", "Acme"), ("Ann Lee", "chairman", "Borealis")],
        "one office of two bodies",
    ),
    (
        "Secretary of the Oslo Party Committee [person:Ann Lee], Mayor [person:Bo Dahl] and others came.",
        [("Ann Lee", "Secretary", "Oslo Party Committee"), ("Bo Dahl", "Mayor", None)],
        "a list of titles before names",
    ),
    (
        "tractor group chairman [person:Ann Lee] spoke.",
        [("Ann Lee", "chairman", "tractor group")],
        "a body in lower case",
    ),
    (
        "[person:Ann Lee] (Member of Parliament for Riga North) asked.",
        [("Ann Lee", "Member of Parliament", "Riga North")],
        "an office in brackets",
    ),
    ("The Premier (Mr. [person:Bo Dahl]) opened it.", [("Bo Dahl", "Premier", None)], "a name in brackets"),
    (
        "Harbour Board (HB) Administrator [person:Ann Lee] spoke.",
        [("Ann Lee", "Administrator", "Harbour Board")],
        "a short form between",
    ),
    (
        "Senators [person:Ann Lee] (R-Utah) and [person:Bo Dahl] (D-Ohio) came.",
        [("Ann Lee", "Senator", None), ("Bo Dahl", "Senator", None)],
        "a plural is shared",
    ),
    (
        "[person:Ann Lee] and [person:Bo Dahl], vice mayors of Riga, came.",
        [("Ann Lee", "vice mayor", "Riga"), ("Bo Dahl", "vice mayor", "Riga")],
        "a plural after its names",
    ),
    (
        "[person:Ann Lee] was elected chairman of the [party:Baltic Council].",
        [("Ann Lee", "chairman", "Baltic Council")],
        "a predicate",
    ),
    (
        "[person:Ann Lee], [party:Acme]'s vice president for research, came.",
        [("Ann Lee", "vice president for research", "Acme")],
        "a possessive body, a field of work",
    ),
    (
        "[person:Ann Lee], president and chief executive officer of [party:Acme], came.",
        [("Ann Lee", "president", "Acme"), ("Ann Lee", "chief executive officer", "Acme")],
        "a long office",
    ),
    (
        "[party:Acme] President & CEO [person:Ann Lee] came.",
        [("Ann Lee", "President", "Acme"), ("Ann Lee", "CEO", "Acme")],
        "an ampersand",
    ),
    ("U.S. Senator [person:Ann Lee] came.", [("Ann Lee", "Senator", "U.S.")], "a country with full stops"),
    ("Foreign Minister [person:Ann Lee] came.", [("Ann Lee", "Foreign Minister", None)], "a field before the office"),
    (
        "French Finance Minister [person:Ann Lee] came.",
        [("Ann Lee", "Finance Minister", "French")],
        "a country's adjective",
    ),
    (
        "[person:Ann Lee], Director-General of the Ports Bureau, and [person:Bo Dahl], its deputy head, came.",
        [("Ann Lee", "Director-General", "Ports Bureau"), ("Bo Dahl", "deputy head", None)][:1],
        "a head needs a body",
    ),
    (
        "Permanent Secretary for Roads [person:Ann Lee] came.",
        [("Ann Lee", "Permanent Secretary for Roads", None)],
        "a field of a permanent secretary",
    ),
    ("Leaders [person:Ann Lee] and [person:Bo Dahl] came.", [], "leaders are no posts"),
    ("[person:Ann Lee] met the mayor of Riga.", [], "somebody else's office"),
    ("Photographs by [person:Ann Lee].", [], "no office"),
    ("[person:Ann Lee], 54, spoke for the committee.", [], "an age is no office"),
    (
        "[person:Ann Lee], the minister for works, said the chairman was wrong.",
        [("Ann Lee", "minister for works", None)],
        "a lower-case field",
    ),
    ("[party:Acme] chairman Sir [person:Ann Lee] said so.", [("Ann Lee", "chairman", "Acme")], "an honorific between"),
    (
        "[person:Ann Lee], executive vice-president of [party:Acme], said so.",
        [("Ann Lee", "executive vice-president", "Acme")],
        "a hyphen",
    ),
    (
        "[person:Ann Lee], general manager of the [party:Acme] branch in Riga, said so.",
        [("Ann Lee", "general manager", "Acme branch")],
        "a branch",
    ),
    (
        "Prime Minister [person:Ann Lee] and President [person:Bo Dahl] signed it.",
        [("Ann Lee", "Prime Minister", None), ("Bo Dahl", "President", None)],
        "two heads",
    ),
    (
        "It was signed by [person:Ann Lee], the Secretary-General of the [party:Baltic Union], and Dr [person:Bo Dahl], Dean of the Oslo Law School.",
        [("Ann Lee", "Secretary-General", "Baltic Union"), ("Bo Dahl", "Dean", "Oslo Law School")],
        "signatories",
    ),
    (
        "The agreement was signed by the Minister of Trade, [person:Ann Lee], and the Ambassador of Latvia, [person:Bo Dahl].",
        [("Ann Lee", "Minister of Trade", None), ("Bo Dahl", "Ambassador", "Latvia")],
        "office, comma, name, twice",
    ),
    (
        "Mr [person:Ann Lee] SC, Minister for Roads and Second Minister for Home Ports, spoke.",
        [("Ann Lee", "Minister for Roads", None), ("Ann Lee", "Second Minister for Home Ports", None)],
        "letters after the name",
    ),
    (
        "Minister for Roads, Rivers and Youth and Second Minister for Ports Mr [person:Ann Lee] spoke.",
        [("Ann Lee", "Minister for Roads, Rivers and Youth", None), ("Ann Lee", "Second Minister for Ports", None)],
        "a long field, two offices before the name",
    ),
    (
        "Deputy Prime Minister and Minister for Finance [person:Ann Lee] spoke.",
        [("Ann Lee", "Deputy Prime Minister", None), ("Ann Lee", "Minister for Finance", None)],
        "two offices before the name",
    ),
    (
        "The Latvian Ambassador to Ghana, Mr. [person:Bo Dahl], spoke.",
        [("Bo Dahl", "Ambassador to Ghana", "Latvian")],
        "an ambassador to a country",
    ),
    (
        "Ghana's Deputy Finance Minister [person:Ann Lee] signed.",
        [("Ann Lee", "Deputy Finance Minister", "Ghana")],
        "a possessive country",
    ),
    ("Energy Minister [person:Dahl] said so.", [("Dahl", "Energy Minister", None)], "one name"),
    (
        "The managing director of Acme Mills Ltd. (Mr. [person:Bo Dahl]) said so.",
        [("Bo Dahl", "managing director", "Acme Mills Ltd.")],
        "a body, then a name in brackets",
    ),
    ("The Federal Treasurer (Mr. [person:Dahl]) said so.", [("Dahl", "Federal Treasurer", None)], "an old newspaper"),
    (
        "Mr. [person:J. B. Dahl] (chairman of directors) said so.",
        [("J. B. Dahl", "chairman of directors", None)],
        "brackets after the name",
    ),
    ("The Prime Minister, Mr. [person:Dahl], said so.", [("Dahl", "Prime Minister", None)], "commas around the name"),
    ("Senator [person:Dahl] said so.", [("Dahl", "Senator", None)], "a senator"),
    (
        "[person:Ann Lee], co-founder & CEO at [party:Acme], said so.",
        [("Ann Lee", "co-founder", "Acme"), ("Ann Lee", "CEO", "Acme")],
        "at a body",
    ),
    (
        "[person:Ann Lee], Chief Product Officer of [party:Acme], said so.",
        [("Ann Lee", "Chief Product Officer", "Acme")],
        "a chief of something",
    ),
    (
        "[person:Ann Lee], Acme's head of partnerships, said so.",
        [("Ann Lee", "head of partnerships", "Acme")],
        "head of a field",
    ),
    (
        "[person:Ann Lee], Head of Research at [party:Acme], said so.",
        [("Ann Lee", "Head of Research", "Acme")],
        "head of a field at a body",
    ),
    (
        "[person:Ann Lee], Vice President of Engineering at [party:Acme], said so.",
        [("Ann Lee", "Vice President of Engineering", "Acme")],
        "vice president of a field at a body",
    ),
    (
        "Riga District Party Secretary [person:Ann Lee] said so.",
        [("Ann Lee", "Party Secretary", "Riga District")],
        "a party secretary",
    ),
    (
        "Among them were [person:Ann Lee], Member of the Standing Committee of the Riga Party Committee and Vice Mayor, and [person:Bo Dahl].",
        [("Ann Lee", "Member", "Standing Committee of the Riga Party Committee"), ("Ann Lee", "Vice Mayor", "Riga")],
        "a member of a committee",
    ),
    (
        "Minister [person:Lee] met Mayor [person:Bo Dahl]. [person:Ann Lee] is the Minister for Roads.",
        [("Ann Lee", "Minister for Roads", None), ("Bo Dahl", "Mayor", None)],
        "a short name is the full one's",
    ),
    (
        "The Minister of Trade and Industry of Ghana, Hon. [person:Ann Lee], signed.",
        [("Ann Lee", "Minister of Trade and Industry", "Ghana")],
        "an honourable",
    ),
    (
        "Remarks by Senior Minister of State [person:Ann Lee] at the Ports Forum",
        [("Ann Lee", "Senior Minister of State", None)],
        "a speech's title",
    ),
    (
        "Reps. [person:Lee], [person:Dahl] and [person:Roe] came.",
        [("Lee", "Rep.", None), ("Dahl", "Rep.", None), ("Roe", "Rep.", None)],
        "an abbreviated plural",
    ),
    (
        "Six members of the Ohio delegation (Reps. [person:Lee] and [person:Dahl]) came.",
        [("Lee", "Rep.", "Ohio delegation"), ("Dahl", "Rep.", "Ohio delegation")],
        "members of a body in brackets",
    ),
    (
        "[party:Acme] chairman [person:Ann Lee] and [party:Borealis] president [person:Bo Dahl] signed.",
        [("Ann Lee", "chairman", "Acme"), ("Bo Dahl", "president", "Borealis")],
        "two heads of two bodies",
    ),
    (
        "Professor [person:Ann Lee], Director of the Oslo Ice Laboratory, came.",
        [("Ann Lee", "Director", "Oslo Ice Laboratory")],
        "a professor is an honorific",
    ),
    (
        "[person:Ann Lee] is a professor of law at [party:Oslo University].",
        [("Ann Lee", "professor of law", "Oslo University")],
        "a professor of something",
    ),
    (
        "Ghana's Minister of Ports, Dr. [person:Ann Lee], and the Latvian Ambassador to Ghana, Mr. [person:Bo Dahl], signed.",
        [("Ann Lee", "Minister of Ports", "Ghana"), ("Bo Dahl", "Ambassador to Ghana", "Latvian")],
        "two titled signatories",
    ),
    ("Former Riga mayor [person:Ann Lee] came.", [("Ann Lee", "Former mayor", "Riga")], "a former office"),
]


@pytest.mark.parametrize(("text", "right", "why"), CASES, ids=[c[2] for c in CASES])
def test_posts_are_read_as_worded(text, right, why):
    assert posts(text) == right, why


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            "Ms Ree Dal Oona (Member of Parliament for Riga) asked.",
            [("Ree Dal Oona", "Member of Parliament", "Riga")],
        ),
        ("Reply by Minister of State for Law Ree Dal to a question", [("Ree Dal", "Minister of State for Law", None)]),
        (
            "Remarks by Minister for Transport, Bo Aker Dahl, at the forum",
            [("Bo Aker Dahl", "Minister for Transport", None)],
        ),
    ],
)
def test_an_office_or_honorific_tells_a_person_whom_the_recogniser_missed(text, right):
    assert posts(text) == right


def test_a_name_widened_to_the_left_is_cut():
    assert posts("Reply by Minister for [person:Law Ree Dal] to a question") == [("Ree Dal", "Minister for Law", None)]


def test_a_post_told_twice_is_one_row_in_the_fuller_wording():
    text = "Mayor [person:Ann Lee] came. [person:Ann Lee], mayor of Riga, spoke."
    assert posts(text) == [("Ann Lee", "mayor", "Riga")]


def test_a_deputy_is_not_the_head_of_the_same_body():
    text = "[person:Ann Lee], deputy mayor of Riga, came. [person:Ann Lee], mayor of Riga, spoke."
    assert len(posts(text)) == 2


def test_the_evidence_of_a_post_holds_its_person_and_its_words():
    scene = a_scene("It rained. [person:Ann Lee], mayor of Riga, spoke.")
    (post,) = find_posts(scene)
    ((start, end),) = post.evidence
    assert scene.page.content[start:end] == "Ann Lee, mayor of Riga"


def test_a_post_is_of_the_party_whose_name_its_body_is():
    (post,) = find_posts(a_scene("[person:Bo Dahl], chairman of [party:Acme], spoke."))
    assert post.party == "p1"


def test_the_evidence_of_a_short_name_also_shows_the_full_one():
    scene = a_scene("Mayor [person:Lee] came. [person:Ann Lee] spoke.")
    (post,) = find_posts(scene)
    assert [scene.page.content[a:b] for a, b in post.evidence] == ["Mayor Lee", "Ann Lee"]


@pytest.mark.parametrize(
    ("text", "right", "why"),
    [
        ("Konrad Adenauer was elected mayor of Cologne.", [("Konrad Adenauer", "mayor", "Cologne")], "a change"),
        (
            "Sony Corporation chairman Akio Morita praised the film.",
            [("Akio Morita", "chairman", "Sony Corporation")],
            "an enterprise and its head",
        ),
        ("Senator Mike Mansfield praised the film.", [], "a title without a body"),
        ("U.S. Senator Mike Mansfield praised the film.", [], "a whole country"),
        ("Senate Judiciary Committee Chairman Sam Ervin praised the film.", [], "a committee of a parliament"),
        ("The Premier (Sir Henry Parkes) praised the film.", [], "an old newspaper's title"),
    ],
)
def test_a_page_without_cooperation_keeps_the_posts_of_bodies_that_the_register_holds(text, right, why):
    facts = read(Text(text_id(text), text, "en", "1"), published=None, pack=load_pack("en"))
    assert not facts.relevant
    assert [(p.person, p.post, p.organization) for p in facts.posts] == right, why
