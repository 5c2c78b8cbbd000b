"""News of one language is brought to promises told in the other, by meaning, sound and what is well known; and not by chance."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from accord.follow.linking import Later, Promise, Promises, links_of
from accord.follow.linking.meanings import meanings_in, said_in, stems_in
from accord.follow.linking.sounding import heard_in, sounds_in
from accord.follow.linking.words import ideographic
from tests.follow.test_linking import a_later, a_promise, firsts

RAILWAY = replace(
    a_promise("the two groups will build a railway of 670 kilometres from the mountains to the coast", id_="c-rail"),
    title="Guinea and two groups agree on the Simandou railway",
    around="Conakry - Guinea signed an agreement with two mining groups on the iron ore of Simandou.",
    names="",
)
SCHOOL = replace(
    a_promise("Guinea will train 1,000 young people as railway staff at a school in Kindia", id_="c-school"),
    title=RAILWAY.title,
    around=RAILWAY.around,
    names="",
)
OPENED = a_later("西芒杜铁路11日全线建成通车，首列矿石列车从山区驶抵海岸。", title="几内亚西芒杜铁路建成")
TRAINED = a_later("几内亚青年铁路员工培训学校在金迪亚开学，首批招收200人。", title="几内亚铁路培训学校开学")
ELSEWHERE = a_later("秘鲁一座铜矿的环保诉讼昨天在利马开庭，法院将择期宣判。", title="秘鲁铜矿诉讼开庭")


def test_news_in_the_other_language_goes_to_the_promise_of_the_same_thing() -> None:
    known = Promises([RAILWAY, SCHOOL])

    assert [promise for promise, _, _ in firsts(links_of(OPENED, known))] == ["c-rail"]
    assert [promise for promise, _, _ in firsts(links_of(TRAINED, known))] == ["c-school"]


def test_it_says_by_which_names_and_words() -> None:
    [link] = [link for link in links_of(OPENED, Promises([RAILWAY])) if link.rank == 1]

    told = {reason.code: reason.words for reason in link.reasons}
    assert "railway" in f"{told.get('words', '')} {told.get('rare', '')}".split()
    assert "simandou" in told["doc_sound"].split()
    assert link.state == "delivered"


def test_english_news_goes_to_a_promise_told_in_chinese() -> None:
    promise = replace(
        a_promise("中方将在五年内为肯尼亚培训300名植物检疫人员", id_="c-inspectors"),
        title="中国与肯尼亚签署农产品贸易议定书",
        around="中国与肯尼亚在蒙巴萨签署议定书。",
        names="",
    )
    text = "Kenya said that 124 inspectors of plant health have been trained by Chinese experts in Mombasa so far."
    later = a_later(text, title="Kenyan plant inspectors trained by China")

    assert [promise for promise, _, _ in firsts(links_of(later, Promises([promise])))] == ["c-inspectors"]


def test_news_of_something_else_stays_alone_whatever_its_language() -> None:
    assert links_of(ELSEWHERE, Promises([RAILWAY, SCHOOL])) == []


def test_words_that_a_person_refused_count_against_a_link_in_the_language_of_the_news() -> None:
    refused = replace(RAILWAY, refused="首列矿石列车从山区驶抵海岸")

    [free] = [link for link in links_of(OPENED, Promises([RAILWAY])) if link.rank == 1]
    less = [link for link in links_of(OPENED, Promises([refused])) if link.rank == 1]

    assert all(link.score < free.score for link in less)


def test_words_that_a_person_confirmed_bring_more_of_their_kind() -> None:
    second = a_later(
        "满载矿石的列车本周再次从山区驶抵海岸，几内亚铁路已经建成。", title="西芒杜矿石列车", document="d3"
    )
    taught = replace(RAILWAY, confirmed="西芒杜铁路全线建成通车，首列矿石列车驶抵海岸")

    plain = [link.score for link in links_of(second, Promises([RAILWAY]))]
    learnt = [link.score for link in links_of(second, Promises([taught]))]

    assert max(learnt) > max(plain, default=0.0)


def test_a_name_is_known_by_its_sound_and_a_like_one_is_not() -> None:
    heard = {
        name: sounds_in(name, "从西芒杜到莫雷巴亚港，再到德布勒森和罗勇")
        for name in ("simandou", "morebaya", "debrecen", "rayong")
    }

    assert all(heard.values())
    assert sounds_in("lobito", "从西芒杜到莫雷巴亚港") == ""
    assert sounds_in("oslo", "铁路港口") == ""
    assert sounds_in("of", "奥夫") == ""


def test_a_word_stands_for_all_that_it_may_mean_and_explanations_for_nothing() -> None:
    ways = dict(meanings_in("港口培训"))

    assert {"port"} in ways["港口"][1]
    assert {"harbor"} in ways["港口"][1]
    assert {"train"} in ways["培训"][1]
    assert said_in(ways, stems_in("Trained staff work at both ports")) == {
        word: weight for word, (weight, _) in ways.items()
    }
    assert said_in(ways, stems_in("A bank lends money")) == {}


def test_what_is_compared_does_not_depend_on_what_came_before() -> None:
    first = Promises([RAILWAY, SCHOOL])
    links_of(OPENED, first)
    first.add(replace(RAILWAY, id="c-third", document="d9"))
    once = Promises([RAILWAY, SCHOOL, replace(RAILWAY, id="c-third", document="d9")])

    assert links_of(TRAINED, first) == links_of(TRAINED, once)
    assert links_of(OPENED, first) == links_of(OPENED, once)


TEXTS = st.text(st.sampled_from("西芒杜铁路建成abcde RT12。，港口培训Simandou\n"), max_size=40)


@settings(deadline=None)  # tables are read once
@given(TEXTS, TEXTS)
def test_any_text_is_read_and_none_is_said_that_is_not_there(left: str, right: str) -> None:
    meanings = meanings_in(left)

    assert set(said_in(meanings, stems_in(right))) <= set(meanings)
    assert said_in(meanings, frozenset()) == {}
    assert all(0 <= weight <= 1 for weight, _ in meanings.values())
    assert all(len(way) >= 3 for way in heard_in(left))


@settings(deadline=None)  # tables are read once
@given(st.lists(st.sampled_from((RAILWAY, SCHOOL)), unique=True), st.sampled_from((OPENED, TRAINED, ELSEWHERE)))
def test_links_are_of_promises_told_before_and_in_order(promises: list[Promise], later: Later) -> None:
    links = links_of(later, Promises(promises))

    assert {link.promise.id for link in links} <= {promise.id for promise in promises}
    assert all(later.text[slice(*link.span)] == link.quote for link in links)
    assert all(0 <= link.score <= 1 for link in links)


def test_a_text_is_ideographic_by_most_of_it() -> None:
    assert ideographic("V&A在馆内开设展馆")
    assert ideographic("22FDX工艺，2019年投产")
    assert not ideographic("the joint laboratory (联合实验室) of Suzhou and Oslo")
