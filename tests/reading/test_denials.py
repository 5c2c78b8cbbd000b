"""What has the words of an undertaking and is none: asked, denied, not known, told in passing, or held by a condition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.reading.commitments.commitments import find_commitments
from accord.reading.posts.posts import find_posts
from tests.reading.builders import a_scene


def commitments(text):
    scene = a_scene(text)
    return find_commitments(scene, (), find_posts(scene))


NONE = [
    ("How the new quay is to be paid for was not made public.", "an indirect question as the subject"),
    ("How they will share the ice charts, and from when on, is not known.", "an indirect question and a list"),
    ("Where [party:Acme] will build the yard remains to be seen.", "where"),
    ("It is unclear whether [party:Riga] will pay for the survey.", "whether"),
    ("[party:Acme] did not say how many welders the company will hire.", "how many"),
    ("The report does not tell why [party:Riga] will close the old quay.", "why"),
    ("What [party:Riga] and [party:Oslo] will build has yet to be decided.", "what"),
    ("Into what the loan is to go nobody would tell.", "a preposition before the question"),
    ("When they will open a line, the mayor could not say.", "when"),
    ("The price [party:Acme] will pay was not disclosed.", "a relative clause without a word"),
    ("The share that [party:Oslo] will take is still unknown.", "a relative clause with that"),
    ("Under the agreement, no subsidies will be paid.", "no before the subject"),
    ("[party:Acme] will not build a yard in Oslo.", "will not"),
    ("[party:Riga] will never again sell its cranes.", "never"),
    ("[party:Acme] will no longer run the line.", "no longer"),
    ("Neither [party:Riga] nor [party:Oslo] will lend a ship.", "neither"),
    ("None of the three ports will build a yard.", "none of"),
    ("Nobody will build a quay there.", "nobody"),
    ("[party:Riga] will pay no subsidies.", "no before the object"),
    ("[party:Acme] has not agreed to sell the mill.", "not agreed"),
    ("[party:the two sides] have yet to agree on a price.", "yet to agree"),
    ("[party:Riga] refused to commit to a date.", "refused to"),
    ("[party:Acme] does not plan to hire pilots.", "does not plan"),
    ("[party:Acme] did not promise to stay.", "did not promise"),
    ("[party:Riga] and [party:Oslo] agreed that neither will lower its fees.", "an undertaking to refrain"),
    ("[party:Acme] promised that it will not sell the land.", "an undertaking to refrain"),
    ("The mayor denied that [party:Riga] will buy the mill.", "denied that"),
    ("A board at the quay tells sailors when they will pay.", "a clause of time"),
    ("Years pass until [party:Riga] and [party:Oslo] will build a bridge.", "until"),
    ("The quay fell into ruin before [party:Acme] would repair it.", "before"),
    ("The yard lies by a mill which [party:Acme] will sell.", "a relative clause"),
    ("Forty sailors came, whom [party:Riga] will train.", "whom"),
    ("[party:Acme] could build a yard there.", "what could be"),
    ("If the council agreed, [party:Acme] would build a yard.", "what would be"),
    ("[party:Riga] might lend a ship.", "what might be"),
]

STILL = [
    ("[party:Acme] will not only build a yard but also run it.", "pledged", "not only is no denial"),
    ("[party:Acme] will not build a mill but will open an office.", "pledged", "the second verb is an undertaking"),
    ("[party:Riga] will spare no effort to build the quay.", "pledged", "no effort spared is all of it"),
    ("[party:Acme] will invest no less than 3 million euros.", "pledged", "no less than is an amount"),
    ("[party:Acme] will open No. 5 yard in May.", "pledged", "No. is a number"),
    ("No doubt [party:the two sides] will share pilots.", "agreed", "no doubt affirms"),
    ("Talks go on in Oslo, where [party:Riga] will lend a ship.", "pledged", "where goes on telling"),
    ("They asked how to widen trade and said they will lend a ship.", "pledged", "the question is over"),
    ("No price was named, but [party:Acme] will buy the mill.", "pledged", "another clause is denied"),
    ("[party:Acme] will build a mill whose size was not disclosed.", "pledged", "only the size is unknown"),
    ("It is not known who came, but [party:Riga] will build a quay.", "pledged", "another clause is unknown"),
    ("When the ice melts, [party:Riga] and [party:Oslo] will open a line.", "agreed", "the clause of time is over"),
    ("[party:the two sides] agreed on how they will share the costs.", "agreed", "agreed stands outside the question"),
    ("[party:Acme] signed a deal under which it will build a yard.", "agreed", "under which tells what the pact says"),
    ("[party:Acme] said in the town hall that it will build a yard.", "pledged", "that after a verb of saying"),
    ("[party:Riga] hopes that the talks will not fail.", "hoped", "to hope against something is to hope"),
    ("[party:Riga] will sign a memorandum with [party:Oslo].", "agreed", "will sign is said of the day to come"),
    ("If the council agrees, [party:Acme] will build a yard.", "hoped", "a condition may fail"),
    ("[party:Acme] will build a yard, subject to final approval.", "hoped", "the same, after the verb"),
    ("[party:Acme] will build a yard, if necessary with [party:Oslo].", "pledged", "if necessary is no condition"),
    (
        "Under the contract, [party:Acme] will pay more if prices rise.",
        "agreed",
        "the agreement lays the condition down",
    ),
]


@pytest.mark.parametrize(("text", "why"), NONE, ids=[text[:50] for text, _ in NONE])
def test_what_is_asked_denied_or_unknown_is_no_commitment(text, why):
    assert commitments(text) == (), why


@pytest.mark.parametrize(("text", "modality", "why"), STILL, ids=[text[:50] for text, _, _ in STILL])
def test_an_undertaking_beside_such_words_stays_one(text, modality, why):
    assert [c.modality for c in commitments(text)] == [modality], why


def test_an_item_of_what_was_agreed_that_denies_is_no_commitment():
    text = "[party:Riga] and [party:Oslo] agreed on several points:\n* Share ice charts every week\n* No subsidies for the line"
    assert len(commitments(text)) == 1


VERBS = st.sampled_from(["build a quay", "lend a ship", "train sailors", "buy the mill", "open a line"])
NAMES = st.sampled_from(["[party:Riga]", "[party:Acme]", "[party:Riga] and [party:Oslo]", "The company", "They"])


@given(NAMES, VERBS)
def test_a_denial_takes_away_what_the_plain_words_undertake(name, verb):
    assert len(commitments(f"{name} will {verb}.")) == 1
    assert commitments(f"{name} will not {verb}.") == ()
    assert commitments(f"How {name[0].lower() + name[1:]} will {verb} is not known.") == ()
