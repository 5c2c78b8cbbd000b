"""The literal gate: what reports an act of cooperation passes, most of what else stands in an archive does not."""

import pytest
from bench.archive import article
from bench.ordinary import kinds, ordinary
from bench.texts import gold_texts

from accord.errors import ConfigError
from accord.langs import PACKS, load_pack
from accord.langs.gates import literal_gate
from accord.langs.masks import marked
from accord.model import Text
from accord.model.document import text_id
from accord.reading import is_promising, read, read_if_relevant

TELLING = ("signing", "act", "signatory")  # rules' kinds that make an agreement of a sentence by themselves
PASS = [
    ("Ostby and Lund signed a memorandum of understanding.", "a document of agreement"),
    ("NORTHWIND SIGNS PACT WITH LUND", "a headline in capitals"),
    ("“Memorandum” was the word.", "quotation marks that are no ASCII"),
    ("The MoU runs for a year.", "an abbreviation"),
    ("Northwind won a contract to supply the port.", "an act and a thing"),
    ("The contract, which the council had wanted for years, was signed.", "a thing and an act"),
    ("Officials of both towns held talks on trade.", "a meeting and its topic"),
    ("The towns agreed with each other.", "agreeing with somebody"),
    ("Coöperation was promised.", "old spelling"),
    ("They decided on joint work.", "doing things jointly"),
]
REFUSE = [
    ("It rained all day in Lund.", "the weather"),
    ("He signed autographs. The shop deals in stamps.", "an act and a thing in two sentences"),
    ("She signed a plea agreement.", "a thing that is another thing"),
    ("The accordion player met a model.", "letters within other words"),
    ("The mousetrap was sold.", "letters that begin another word"),
    ("He was won over by a good deal of charm.", "a phrase that is none"),
    ("", "nothing"),
]


@pytest.mark.parametrize(("content", "why"), PASS)
def test_what_may_report_an_act_passes(content, why):
    gate = load_pack("en").gate
    assert gate(content), why
    assert gate(content.encode()), why


@pytest.mark.parametrize(("content", "why"), REFUSE)
def test_what_reports_none_is_put_aside(content, why):
    gate = load_pack("en").gate
    assert not gate(content), why
    assert not gate(content.encode()), why


@pytest.mark.parametrize("code", PACKS)
def test_nearly_all_that_makes_a_rule_of_agreements_fire_passes(code):
    pack = load_pack(code)
    fires = [marked(one)[0] for rule in pack.rules if rule.kind in TELLING for one in rule.fires]
    refused = [one for one in fires if not pack.gate(one)]
    assert len(refused) <= 0.1 * len(fires), f"add their words to {code}/lexicon/gate.tsv: {refused}"


@pytest.mark.parametrize("code", PACKS)
def test_every_gold_document_that_is_relevant_passes(code):
    texts = gold_texts(code)
    refused = [name for name, content, relevant in texts if relevant and not is_promising(content, load_pack(code))]
    assert len(texts) >= 12
    assert refused == []


def test_few_pages_of_ordinary_news_pass():
    pages = 20 * len(kinds())
    passed = [ordinary(number) for number in range(pages) if load_pack("en").gate(ordinary(number))]
    promising = [page for page in passed if is_promising(page, load_pack("en"))]
    assert 0 < len(passed) <= 0.25 * pages, "no page at all would mean that the pages flatter the gate"
    assert len(promising) <= 0.15 * pages


SENTENCES = [
    ("Ostby and Lund signed a memorandum of understanding.", True, "two names"),
    ("The two sides signed a memorandum of understanding.", True, "somebody without a name"),
    ("NORTHWIND SIGNS PACT WITH LUND", True, "all capitals"),
    ("iFlytek and eBay signed a contract.", True, "names that begin small"),
    ("He signed a contract with Lund.", True, "a pronoun and a name"),
    ("On Tuesday the Lund-Bergen Agreement was signed.", True, "two names in one"),
    ("A contract was signed in Lund on Tuesday.", False, "one name and a day"),
    ("It won fewer contracts than in the year before.", False, "nobody is named"),
    ("Officers of two counties are cooperating.", False, "a word of cooperation, but no act"),
    ("It was hot in Lund.", False, "a name, but no word of cooperation"),
]


@pytest.mark.parametrize(("content", "expected", "why"), SENTENCES)
def test_a_text_is_promising_where_a_sentence_could_tell_of_an_act_of_somebody(content, expected, why):
    assert is_promising(content, load_pack("en")) is expected, why


@pytest.mark.parametrize("third", [0, pytest.param(1, marks=pytest.mark.slow), pytest.param(2, marks=pytest.mark.slow)])
@pytest.mark.parametrize("code", PACKS)
def test_what_is_relevant_is_read_as_ever_and_what_is_not_has_no_facts(code, third):
    pack = load_pack(code)
    made = [article(2 * number + (code == "zh"), kind) for kind in ("near", "relevant") for number in range(12)]
    texts = [content for _, content, _ in gold_texts(code)] + [f"{one['title']}\n\n{one['text']}" for one in made]
    texts += [ordinary(number) for number in range(len(kinds()))] if code == "en" else []
    for content in texts[third::3]:
        text = Text(text_id(content), content, pack.languages[0], "1")
        facts = read(text, published="2024-07-20", pack=pack)
        kept = read_if_relevant(text, published="2024-07-20", pack=pack)
        assert kept == (facts if facts.relevant else None), content[:60]
        assert kept is None or is_promising(content, pack), content[:60]


ZH_PAGES = [
    ("医生与护士合作，救回一名儿童。", False, "a word of cooperation, but nothing that could be signed or met about"),
    ("两派仍未就停火达成一致。", False, "no document is named"),
    ("甲队宣布签下前锋，双方签订了合同。", False, "a contract of a player"),
    ("法官查明，双方在签订合同时未约定后果。", False, "what a court hears of"),
    ("甲市与乙公司签署合作协议。", True, "a signing"),
    ("市长会见乙公司董事长一行，双方就合作交流。", True, "a meeting about cooperating"),
    ("市长会见获奖儿童。", False, "a meeting, and no word of cooperating on the page"),
    ("会上，41个项目成功签约。", True, "agreements that are only counted"),
    ("甲市與乙公司簽署合作協議。", True, "Traditional characters"),
]


@pytest.mark.parametrize(("content", "expected", "why"), ZH_PAGES)
def test_a_chinese_page_is_promising_where_a_rule_could_fire_on_it(content, expected, why):
    assert is_promising(content, load_pack("zh")) is expected, why


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("Deal", "thing", "word"), "capitals would never be found"),
        (("deal", "perhaps", "word"), "it says what no gate knows"),
        (("deal", "thing", "somewhere"), "it stands where no gate looks"),
    ],
)
def test_a_row_that_no_gate_can_use_is_refused(row, why):
    with pytest.raises(ConfigError, match=r"gate\.tsv"):
        literal_gate([dict(zip(("literal", "says", "where"), row, strict=True))], file="gate.tsv")


def test_a_gate_counts_no_ligature_of_bytes_as_a_letter():
    gate = literal_gate([{"literal": "pact", "says": "pact", "where": "word"}], file="gate.tsv")
    assert gate("«pact»")
    assert not gate("impact")
    assert not gate("pacts")
