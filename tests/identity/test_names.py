"""Which body or place a mention names, and whether two mentions name one."""

import pytest

from accord.identity import body_keys, code_of, doubtful_names, form, same_body
from accord.model.mention import Mention, MentionKind, opposite
from evals import pairs


def a_mention(
    name: str, kind: MentionKind = "other", *, region: str | None = None, context: tuple[str, ...] = ()
) -> Mention:
    return Mention(f"p-{name}", name, (name,), kind, region, context)


BODIES = [
    ("a rival with a near name", "中国电子科技集团有限公司", "中国电子信息产业集团有限公司", "different"),
    ("the acronym that the gazetteer knows", "中国电科", "CETC", "same"),
    ("acronyms of two rivals", "CETC", "CEC", "different"),
    ("the Party committee is not the government", "南京市委", "南京市人民政府", "different"),
    ("a government and its place are one party", "南京市", "Nanjing Municipal People's Government", "same"),
    ("two cities", "宁波市人民政府", "Nanjing Municipal Government", "different"),
    ("a department is not the government", "南京市科技局", "南京市人民政府", "different"),
    (
        "short and full name of a department",
        "江苏省发改委",
        "Jiangsu Provincial Development and Reform Commission",
        "same",
    ),
    ("a name made of known words", "江苏省产业技术研究院", "Jiangsu Industrial Technology Research Institute", "same"),
    ("how the own part sounds", "江苏澄泰医药股份有限公司", "Jiangsu Chengtai Pharmaceuticals Co., Ltd.", "same"),
    ("another own part", "江苏澄泰医药股份有限公司", "Jiangsu Chengda Pharmaceuticals Co., Ltd.", "unsure"),
    ("another place", "江苏澄泰医药有限公司", "浙江澄泰医药有限公司", "different"),
    ("a company by shares goes by its name without the place", "江苏澄泰医药股份有限公司", "澄泰医药", "same"),
    ("a limited company may be a joint venture", "上海澄泰汽车有限公司", "澄泰汽车", "unsure"),
    ("a group may be another body than the company by shares", "澄泰医药集团", "澄泰医药股份有限公司", "unsure"),
    ("forms of two nations' laws", "Solvantis AG", "Solvantis Inc.", "unsure"),
    ("a branch is not the bank", "中国银行江苏省分行", "中国银行", "different"),
    ("branches in two places", "中国银行江苏省分行", "中国银行浙江省分行", "different"),
    ("a branch in two languages", "中国银行江苏省分行", "Bank of China Jiangsu Branch", "same"),
    ("a local company is not its parent", "中国移动江苏公司", "中国移动", "different"),
    ("a business is not the company", "华为云", "华为", "different"),
    ("a school is not its university", "南京大学软件学院", "南京大学", "different"),
    ("two numbers", "南京市第一医院", "南京市第二医院", "different"),
    ("a number in digits", "中国电科第28研究所", "中国电科第二十八研究所", "same"),
    ("traditional characters", "東南大學", "东南大学", "same"),
    ("width, case and article", "The  ＨＵＡＷＥＩ", "Huawei", "same"),
    ("words that translate in several ways", "安宁理工大学", "Anning University of Technology", "unsure"),
    ("campuses in brackets", "中国矿业大学", "中国矿业大学（北京）", "different"),
    ("another name in brackets", "Arboria Materials Research Alliance (AMRA)", "AMRA", "same"),
    ("a short name that the gazetteer knows", "人民银行", "中国人民银行", "same"),
    ("both are Taizhou", "Taizhou Municipal Government", "泰州市人民政府", "unsure"),
    ("only words for a kind of body", "第一医院", "First Hospital", "unsure"),
    ("University of Washington is not Washington University", "University of Norwick", "Norwick University", "unsure"),
]
RELATIVE = [
    "高新区管委会",
    "开发区管委会",
    "新区管委会",
    "我市",
    "我市农业农村局",
    "市城投集团",
    "市农商行",
    "城投集团",
    "交投集团",
    "市交通投资集团",
    "市第一人民医院",
    "第一人民医院",
    "集团公司",
    "该公司",
    "某公司",
    "组织部",
    "市政府",
    "市发改委",
    "鼓楼区",
    "双方",
    "市供销社",
    "市青少年活动中心",
    "市政集团",
    "General Hospital",
    "the company",
    "our city",
    "City Hospital",
    "High-tech Zone Administrative Committee",
]
OWN = [
    "城投控股",
    "华为",
    "格芯",
    "中车",
    "福斯达",
    "本钢集团",
    "上海城投",
    "长江物流集团",
    "360集团",
    "市北高新",
    "旗滨集团",
    "Northwind",
]
PLACES = [
    ("溧水 and 丽水", "溧水区", "丽水市", "different"),
    ("either may be meant", "Lishui", "丽水", "unsure"),
    ("the word for the level decides", "Lishui District", "溧水区", "same"),
    ("the province decides", "Suzhou, Anhui", "宿州市", "same"),
    ("both are Suzhou", "Suzhou", "苏州", "unsure"),
    ("Shanxi and Shaanxi", "Shaanxi", "山西省", "different"),
    ("four districts of a name", "鼓楼区", "南京市鼓楼区", "unsure"),
    ("the city decides", "Gulou District, Nanjing", "南京市鼓楼区", "same"),
    ("the larger place of a name is meant", "Yancheng", "盐城市", "same"),
    ("province and city", "吉林省", "吉林市", "different"),
    ("a town's name sounds like that of many", "柳溪镇", "Liuxi Town", "unsure"),
    ("its city decides", "昆山市柳溪镇", "Liuxi Town, Kunshan", "same"),
    ("a city abroad", "慕尼黑", "Munich", "same"),
]


@pytest.mark.parametrize(("why", "left", "right", "verdict"), BODIES, ids=[case[0] for case in BODIES])
def test_bodies_are_one_only_for_a_reason(why: str, left: str, right: str, verdict: str) -> None:
    _holds(a_mention(left), a_mention(right), verdict, why)


@pytest.mark.parametrize(("why", "left", "right", "verdict"), PLACES, ids=[case[0] for case in PLACES])
def test_places_of_one_name_stay_apart(why: str, left: str, right: str, verdict: str) -> None:
    _holds(a_mention(left, "place"), a_mention(right, "place"), verdict, why)


def test_the_surroundings_decide_between_homonyms() -> None:
    nanjing = a_mention("Lishui", "place", context=("Nanjing", "江苏省"))
    zhejiang = a_mention("Lishui", "place", region="Zhejiang")
    assert (code_of(nanjing), code_of(zhejiang)) == ("320117", "331100")
    assert same_body(nanjing, zhejiang).verdict == "different"
    assert same_body(nanjing, a_mention("溧水区", "place")).verdict == "same"
    assert code_of(a_mention("鼓楼区政府", context=("320100",))) == "320106"


def test_a_form_is_the_code_where_the_gazetteer_settles_it() -> None:
    assert (
        form(a_mention("南京市政府")) == form(a_mention("Nanjing City")) == form(a_mention("南京", "place")) == "320100"
    )
    assert form(a_mention("南京市委")) == "320100:party_committee"
    assert form(a_mention("中国电科")) == form(a_mention("CETC"))


def test_a_name_that_alone_means_nothing_has_a_form_of_its_own() -> None:
    for name in ("市政府", "the Municipal Government", "鼓楼区", "人民医院", "Suzhou"):
        one, other = (Mention(f"p-{i}", name, (name,), "government", None) for i in (1, 2))
        assert form(one) != form(other), name


@pytest.mark.parametrize("name", RELATIVE)
def test_a_name_that_does_not_say_whose_is_never_one_body_over_documents(name: str) -> None:
    one, other = (Mention(f"p-{i}", name, (name,), "other", None) for i in (1, 2))
    assert same_body(one, other).verdict == "unsure"
    assert form(one) != form(other)
    assert code_of(one) is None


@pytest.mark.parametrize("name", ["该公司", "双方", "集团公司", "我市", "the company"])
def test_plain_nouns_are_not_even_proposed(name: str) -> None:
    assert body_keys(a_mention(name)) == []


@pytest.mark.parametrize("name", OWN)
def test_a_name_of_its_own_is_one_body_over_documents(name: str) -> None:
    one, other = (Mention(f"p-{i}", name, (name,), "enterprise", None) for i in (1, 2))
    assert same_body(one, other).verdict == "same"
    assert form(one) == form(other)


def test_where_a_body_is_says_whose_it_is_and_a_place_beside_it_does_not() -> None:
    here, told = a_mention("市城投集团", region="扬州市"), a_mention("扬州市城投集团")
    assert same_body(here, told).verdict == "same"
    assert set(body_keys(here)) & set(body_keys(told))
    assert form(here) == form(told) == form(a_mention("我市城投集团", region="321000"))
    assert form(here) != form(a_mention("市城投集团", region="盐城市"))
    assert same_body(here, a_mention("市城投集团", region="盐城市")).verdict == "different"
    assert same_body(a_mention("市城投集团", context=("南京市",)), told).verdict == "unsure"
    assert form(a_mention("市城投集团", context=("南京市",))).startswith("?")
    assert form(a_mention("高新区管委会", region="江苏省")).startswith("?")
    assert code_of(a_mention("我市", "place", region="扬州市")) == "321000"


@pytest.mark.parametrize(
    ("short", "full"), [("山大", "山东大学"), ("山大", "山西大学"), ("东大", "东南大学"), ("东大", "东北大学")]
)
def test_a_short_name_of_two_universities_is_neither(short: str, full: str) -> None:
    assert same_body(a_mention(short), a_mention(full)).verdict == "unsure"
    assert form(a_mention(short)) != form(a_mention(full))


def test_what_is_one_shares_a_key_and_few_keys_are_made() -> None:
    for pair in pairs.load()[1]:
        kind: MentionKind = "other" if pair.kind == "org" else pair.kind  # type: ignore[assignment]
        left, right = a_mention(pair.left, kind), a_mention(pair.right, kind)
        verdict = same_body(left, right)
        assert verdict.reasons, pair
        assert same_body(right, left).verdict == verdict.verdict, f"either way round: {pair}"
        if verdict.verdict == "same":
            assert set(map(opposite, body_keys(left))) & set(body_keys(right)), pair
        assert len(body_keys(left)) <= 16, pair


def _holds(left: Mention, right: Mention, verdict: str, why: str) -> None:
    told = same_body(left, right)
    assert told.verdict == verdict, f"{why}: {told}"
    assert same_body(right, left).verdict == verdict, "either way round"
    if verdict == "same":
        assert set(map(opposite, body_keys(left))) & set(body_keys(right)), "and they are compared at all"


def test_a_rivals_name_among_the_names_is_doubted_and_not_repaired() -> None:
    full = "China Electronics Technology Group Corporation"
    one = Mention("p-1", full, (full, "CEC", "the group"), "enterprise", None)
    assert [(reason.left, reason.right) for reason in doubtful_names(one)] == [("CEC", "cn-soe:cec")]
    assert not doubtful_names(Mention("p-2", full, (full, "CETC", "中国电科"), "enterprise", None))


def test_what_belongs_to_a_known_body_says_no_more_with_its_parent() -> None:
    alone, told = "中国科学院宁波材料技术与工程研究所", "Ningbo Institute of Materials Technology and Engineering, CAS"
    assert code_of(a_mention(alone)) == code_of(a_mention(told)) is not None
