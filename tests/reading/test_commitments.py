"""Commitments: what is an undertaking, how firm it is, who is to act; and what is none."""

import time
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.model.page import Cast, Standing
from accord.model.reading import Party
from accord.reading.commitments.commitments import find_commitments
from accord.reading.page.scene import Scene
from accord.reading.posts.posts import find_posts
from tests.builders import an_agreement
from tests.reading.builders import a_scene


def commitments(text, *, agreements=(), **how):
    scene = a_scene(text, **how)
    return scene, find_commitments(scene, agreements, find_posts(scene))


AGREED = [
    "According to the agreement, [party:Riga] will build a ferry terminal.",
    "Under the memorandum, [party:Riga] and [party:Oslo] will train sailors.",
    "[party:Riga] and [party:Oslo] agreed to open a ferry line.",
    "[party:the two sides] will set up a joint office.",
    "[party:both parties] shall share their data.",
    "[party:Riga] and [party:Oslo] are to cooperate on ice research.",
    "[party:Acme] has agreed in principle to buy the mill.",
    "[party:Riga] and [party:Oslo] will jointly develop a quay.",
    "[party:Riga] will sign a memorandum with [party:Oslo] in May.",
    "The two ports reached a consensus on winter traffic.",
    "As part of the deal [party:Acme] will pay for the cranes.",
    "In accordance with the contract, the crane will be delivered in June.",
    "The loan will be used to build a school.",
    "[party:Riga], [party:Oslo] and [party:Gdansk] will found a league of ports.",
    "[party:both cities] decided to meet every spring.",
    "The fish hall will be built by [party:Acme].",
    "Together, we will open a school for pilots.",
    "[party:Acme] and [party:Borealis] said they will share their charts.",
    "The ferry line is set to begin in May.",
    "The accord calls for both firms to build a mill.",
    "It was agreed that the ports share pilots.",
    "The loan carries low interest and will be repaid over nine years.",
    "Arrangements have been made for a winter ferry.",
    "The two cities met in May and will share pilots.",
]
PLEDGED = [
    "[person:Ann Lee] said that [party:Riga] will widen the harbour.",
    "[party:Riga] will provide land for the yard.",
    "[party:Acme] plans to open an office in Riga.",
    "[party:Acme] said it would lend more.",
    "[party:Riga] pledged to keep the line open.",
    "[party:Acme] is ready to invest in the yard.",
    "[party:Riga] is to pay for the survey.",
    "[party:Acme] promised that the staff would stay.",
    "[party:Acme] undertook to train forty welders.",
    "[party:Acme] intends to hire local firms.",
    "[person:Ann Lee] said: we will lay a new cable.",
    "[person:Ann Lee] noted that departments should help the firms.",
    "[party:Acme] is committed to opening its data.",
    "We have a commitment by [party:Acme] to stay until spring.",
    "[party:Riga] will continue to support the yard.",
    "The company will hire forty welders.",
    "[party:Riga] has decided to build a quay.",
    "[party:Acme] closed the mill and will sell the land.",
    "[party:Acme] said it will sell the land.",
    "The government would contribute to the quay.",
]
HOPED = [
    "[person:Ann Lee] hoped that both cities would meet again.",
    "We hope that [party:the two sides] will widen trade.",
    "It is hoped that [party:both cities] will build a bridge.",
    "[party:Riga] hopes to buy two ferries.",
    "[person:Ann Lee] called for more flights.",
    "[person:Ann Lee] expressed the hope that trade will grow.",
    "[party:Acme] is keen to build a yard there.",
    "[person:Ann Lee] suggested that [party:both cities] open a line.",
    "[party:Acme] would like to see a longer quay.",
    "[party:Riga] looks forward to working with [party:Acme].",
    "[person:Ann Lee] urged [party:Acme] to come.",
    "[party:Acme] wants to sell more nets there.",
    "It was suggested that the ports share pilots.",
    "[person:Ann Lee] wished that [party:both cities] would share pilots.",
    "They hope to deepen cooperation on ice.",
    "[person:Ann Lee] proposed to open a shared school.",
]
NONE = [
    ("The deal will help both ports.", "an effect"),
    ("It will create 1,000 jobs.", "an effect"),
    ("The signing will mark a new chapter.", "an effect"),
    ("The memorandum aims to deepen trade.", "a purpose"),
    ("The pact between [party:Riga] and [party:Oslo] will boost trade.", "an effect, with names before the verb"),
    ("The level of trade will be further improved.", "a passive effect"),
    ("[person:Ann Lee] will attend the forum in May.", "a schedule"),
    ("[party:Riga] will host the forum.", "a schedule"),
    ("The ceremony will be held in Riga.", "a schedule"),
    ("[party:Riga] signed an agreement with [party:Oslo].", "the past"),
    ("The cooperation has a solid foundation.", "a description"),
    ("I would like to thank the mayor.", "a courtesy"),
    ("If [party:Acme] will not pay, the yard closes.", "a condition"),
    ("The partnership, which will help fishermen, was praised.", "an effect in a relative clause"),
    ("The goodwill of the people is great.", "a noun"),
    ("This new line will bring visitors.", "an effect"),
    ("Production will rise next year.", "a prediction"),
    ("The deal was praised and will help both ports.", "an effect, joined"),
    ("Passengers will be able to book online.", "a state"),
    ("The sale is expected to close in May.", "a prediction"),
    ("[person:Ann Lee] will remain chairman.", "a state"),
    ("The new hall will serve as a hub.", "an effect"),
    ("The law provides for fines.", "no agreement"),
]


@pytest.mark.parametrize(
    ("text", "modality"),
    [(t, "agreed") for t in AGREED] + [(t, "pledged") for t in PLEDGED] + [(t, "hoped") for t in HOPED],
)
def test_an_undertaking_has_the_strength_of_its_words(text, modality):
    _, found = commitments(text)
    assert [c.modality for c in found] == [modality]


@pytest.mark.parametrize(("text", "why"), NONE, ids=[why + ": " + text[:20] for text, why in NONE])
def test_an_effect_a_purpose_or_a_schedule_is_no_commitment(text, why):
    assert commitments(text)[1] == (), why


def test_a_list_parted_by_semicolons_gives_one_commitment_an_item():
    scene, found = commitments(
        "According to the agreement, [party:Riga] will build a quay for two ferries; we will open a school; and we will share pilots."
    )
    words = [scene.page.content[c.start : c.end] for c in found]
    assert words[0].endswith("two ferries;")
    assert words[1] == "we will open a school;"
    assert len(words) == 3
    assert {c.modality for c in found} == {"agreed"}


def test_a_heading_is_no_commitment():
    assert commitments("[party:Riga] will build a quay\nIt rained.", heading=1)[1] == ()


def test_a_speaker_goes_on_over_the_following_sentences():
    _, found = commitments("[person:Ann Lee], mayor of [party:Riga], said that trade grew. We will build a quay.")
    assert [(c.modality, c.actors) for c in found] == [("pledged", ("p1",))]


def test_what_is_agreed_goes_on_to_the_end_of_the_paragraph():
    text = "Under the memorandum, [party:Riga] will train sailors. [party:Oslo] will lend a ship.\n[party:Oslo] will paint the town hall."
    _, found = commitments(text)
    assert [c.modality for c in found] == ["agreed", "agreed", "pledged"]


def test_items_of_what_was_agreed_are_commitments():
    text = "[party:Riga] and [party:Oslo] agreed on several points:\n* Share ice charts every week\n* [party:Riga] will lend a ship"
    _, found = commitments(text)
    assert [c.modality for c in found] == ["agreed", "agreed"]


def test_lines_without_a_mark_are_items_after_words_that_announce_a_list():
    text = "Under the memorandum, both ports will:\nshare their ice charts every week\ntrain each other's pilots and sailors\nAbout the Port of Riga"
    plain = a_scene(text)
    lines = [msgspec.structs.replace(s, kind="prose" if s.paragraph == 0 else "heading") for s in plain.page.sentences]
    scene = msgspec.structs.replace(plain, page=msgspec.structs.replace(plain.page, sentences=tuple(lines)))
    assert [c.modality for c in find_commitments(scene, (), ())] == ["agreed", "agreed"]


def test_numbered_paragraphs_after_a_list_are_no_items():
    text = "3. Under the memorandum, both ports will:\na. share their ice charts;\nb. train sailors.\n4. Trade between them grew."
    assert len(commitments(text)[1]) == 2


def test_hopes_for_both_sides_name_both_as_actors():
    _, found = commitments(
        "[person:Ann Lee] of [party:Riga] met [party:Oslo]. She hopes that [party:both cities] will build a line."
    )
    assert found[0].actors == ("p1", "p2")


def test_the_two_sides_of_one_agreement_are_its_parties_though_a_third_was_named_last():
    words = "Under the deal, the two sides will build a yard."
    at = words.index("the two sides")
    parties = tuple(Party(f"p{n}", name, (name,), "other", None, ()) for n, name in enumerate(("A", "B", "C"), 1))
    plain = a_scene(words)
    cast = Cast(parties, (Standing(at, at + 13, ("p2", "p3"), named=False),), ())
    scene = Scene(plain.page, plain.pack, (), cast, (), plain.money)
    assert find_commitments(scene, (an_agreement(("p1", "p2")),), ())[0].actors == ("p1", "p2")
    assert find_commitments(scene, (an_agreement(("p1",)),), ())[0].actors == ("p2", "p3")


def test_they_are_the_ones_just_spoken_of():
    _, found = commitments("[party:Acme] met the press. They will open a yard.")
    assert found[0].actors == ("p1",)


def test_we_in_a_joint_statement_are_both():
    text = "A joint statement\nWe are working to finish the terms. [party:Riga] and [party:Oslo] are glad."
    _, found = commitments(text, heading=1, agreements=(an_agreement(),))
    assert [(c.modality, c.actors) for c in found] == [("agreed", ("p1", "p2"))]


def test_a_commitment_carries_amount_and_due_date():
    text = "[party:Riga] will invest 40 million euros in a quay by May 2031."
    _, found = commitments(text, dates={"May 2031": "2031-05"})
    assert (found[0].amount.value, found[0].amount.currency, found[0].due) == ("40000000", "EUR", "2031-05")


@pytest.mark.parametrize(
    ("text", "instrument"),
    [
        ("[party:Riga] will buy two ferries.", "procurement"),
        ("[party:Riga] will hold regular consultations with [party:Oslo].", "consultation"),
        ("[party:Riga] will train welders.", "talent"),
        ("[party:Riga] will invest in [party:Acme].", "capital"),
        ("[party:Riga] will build an industrial park.", "park"),
        ("[party:Riga] will open a tourism office.", "tourism"),
        ("[party:Riga] will do what is right.", "other"),
    ],
)
def test_the_instrument_follows_the_words(text, instrument):
    _, found = commitments(text)
    assert [c.instrument for c in found] == [instrument]


def test_a_commitment_belongs_to_the_agreement_of_its_actors():
    text = "[party:Riga] met [party:Oslo] and [party:Gdansk]. [party:Riga] and [party:Oslo] will build a line."
    pair, other = an_agreement(("p1", "p2")), an_agreement(("p1", "p3"), number=2)
    assert commitments(text, agreements=(pair, other))[1][0].agreement == "a1"


SAID = st.sampled_from([*AGREED, *PLEDGED, *HOPED, *(text for text, _ in NONE), "a; b; ", "\n", "; we will go; "])


@given(st.lists(SAID, max_size=6))
def test_spans_lie_in_order_within_the_text_and_never_overlap(said):
    scene, found = commitments(" ".join(said))
    assert all(0 <= c.start < c.end <= len(scene.page.content) for c in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(scene.page.content[c.start : c.end].strip() == scene.page.content[c.start : c.end] for c in found)


def test_a_sentence_without_end_is_read_in_bounded_time():
    endless = "[party:Riga] will build a quay and " * 2_000 + "will stop."
    started = time.perf_counter()
    commitments(endless)
    assert time.perf_counter() - started < 20


def test_what_a_body_beside_the_parties_will_do_is_agreed_where_the_page_tells_of_an_agreement():
    text = "[party:Wheat Board] signed with [party:Grain Office]. [party:Egypt] will buy two million tonnes a year."
    _, found = commitments(text, agreements=(an_agreement(("p1", "p2")),))
    assert [c.modality for c in found] == ["agreed"]


def test_a_leader_goes_on_to_speak_for_the_other_body_of_the_town():
    text = "[person:Ann Lee] said that trade grew. [party:Riga] will give [party:Acme] land."
    _, found = commitments(text, agreements=(an_agreement(("p1", "p2")),))
    assert [c.modality for c in found] == ["pledged"]


def test_who_repays_a_loan_is_the_side_that_is_no_bank():
    scene = a_scene("[party:Bank of Riga] signed with [party:Oslo]. The loan is to be repaid over nine years.")
    bank, town = scene.cast.parties
    parties = (msgspec.structs.replace(bank, kind="finance"), msgspec.structs.replace(town, kind="government"))
    lent = msgspec.structs.replace(scene, cast=msgspec.structs.replace(scene.cast, parties=parties))
    assert find_commitments(lent, (an_agreement((bank.id, town.id)),), ())[0].actors == (town.id,)


def test_the_two_sides_are_those_of_the_agreement_told_before():
    text = (
        "[party:Riga] met [party:Oslo]. Under the agreement, they will build a quay. [party:Acme] met [party:Borealis]."
    )
    scene = a_scene(text)
    first, later = an_agreement(("p1", "p2")), an_agreement(("p3", "p4"), number=2)
    at = scene.page.content.index("they")
    wrong = Standing(at, at + len("they"), ("p3", "p4"), named=False)
    standings = tuple(sorted((*scene.cast.standings, wrong), key=lambda s: s.start))
    mixed = msgspec.structs.replace(scene, cast=msgspec.structs.replace(scene.cast, standings=standings))
    told = (
        msgspec.structs.replace(first, evidence=((0, 10),)),
        msgspec.structs.replace(later, evidence=((at + 20, at + 30),)),
    )
    assert find_commitments(mixed, told, ())[0].actors == ("p1", "p2")
