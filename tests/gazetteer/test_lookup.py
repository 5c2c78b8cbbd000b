"""Who goes by a name: homonyms stay apart, spellings of one name meet."""

import pytest

from accord.gazetteer import entry, folded, literals, named, places, within


def _codes(name: str, **options: object) -> list[str]:
    return [e.code for e in named(name, **options)]


HOMONYMS = [
    ("鼓楼区", {"320106", "320302", "350102", "410204"}, "four cities have a drum tower district"),
    ("Gulou District", {"320106", "320302", "350102", "410204"}, "and so in English"),
    ("Suzhou", {"320500", "341300"}, "苏州, 宿州"),
    ("Lishui", {"331100", "320117"}, "丽水, 溧水"),
    ("Taizhou", {"321200", "331000"}, "泰州, 台州"),
    ("Fuzhou", {"350100", "361000"}, "福州, 抚州"),
    ("Yulin", {"450900", "610800"}, "玉林, 榆林"),
    ("Yichun", {"230700", "360900"}, "伊春, 宜春"),
    ("恩施", {"422800", "422801"}, "the prefecture and its seat"),
    ("吉林", {"220000", "220200"}, "the province and the city"),
    ("海南", {"460000", "632500"}, "the province and the prefecture in Qinghai"),
    ("Zhongshan District", {"210202", "520201"}, "中山, 钟山; not the city in Guangdong"),
]


@pytest.mark.parametrize(("name", "codes", "why"), HOMONYMS, ids=[row[0] for row in HOMONYMS])
def test_homonyms_are_all_given(name: str, codes: set[str], why: str) -> None:
    assert codes == set(_codes(name)), why


ONE = [
    ("南京", "320100"),
    ("Nanjing", "320100"),
    ("NANJING CITY", "320100"),
    ("City of Nanjing", "320100"),
    ("Nanking", "320100"),
    ("南京市", "320100"),
    ("Shaanxi", "610000"),
    ("Shaanxi Province", "610000"),
    ("Shanxi", "140000"),
    ("Xi'an", "610100"),
    ("Xi’an", "610100"),
    ("Xian", "610100"),
    ("Harbin", "230100"),
    ("Urumqi", "650100"),
    ("Ürümqi", "650100"),
    ("Hohhot", "150100"),
    ("Lhasa", "540100"),
    ("Inner Mongolia", "150000"),
    ("Inner Mongolia Autonomous Region", "150000"),
    ("Xizang", "540000"),
    ("Tibet", "540000"),
    ("Amoy", "350200"),
    ("Lüliang City", "141100"),
    ("Lvliang", "141100"),
    ("Hong Kong", "810000"),
    ("Macau", "820000"),
    ("Jinan", "370100"),
    ("Yanbian Prefecture", "222400"),
    ("延边州", "222400"),
    ("浦东新区", "310115"),
    ("Pudong", "310115"),
    ("上海浦东新区", "310115"),
    ("江北新区", "zone:jiangbei"),
    ("雄安新区", "zone:xiongan"),
    ("苏州工业园区", "zone:sip"),
    ("Suzhou Industrial Park", "zone:sip"),
    ("Kunshan", "320583"),
    ("白下区", "320104"),
    ("襄樊", "420600"),
    ("Chaoyang City", "211300"),
    ("Minhang District", "310112"),
    ("Luohe", "411100"),
    ("美国", "US"),
    ("USA", "US"),
    ("the United States", "US"),
    ("Republic of Korea", "KR"),
    ("Türkiye", "TR"),
    ("Turkey", "TR"),
    ("Côte d’Ivoire", "CI"),
    ("刚果（金）", "CD"),
    ("Democratic Republic of the Congo", "CD"),
    ("阿联酋", "AE"),
    ("中国电科", "cn-soe:cetc"),
    ("中电科", "cn-soe:cetc"),
    ("CETC", "cn-soe:cetc"),
    ("China Electronics Technology Group Corporation", "cn-soe:cetc"),
    ("CEC", "cn-soe:cec"),
    ("中国电子信息产业集团有限公司", "cn-soe:cec"),
    ("CETHIK", "co:cethik"),
    ("中电海康集团有限公司", "co:cethik"),
    ("Hikvision", "co:hikvision"),
    ("China Mobile", "cn-soe:mobile"),
    ("华润（集团）有限公司", "cn-soe:cr"),
    ("宁德时代", "co:catl"),
    ("CATL", "co:catl"),
    ("BYD", "co:byd"),
    ("西门子", "co:siemens"),
    ("Siemens AG", "co:siemens"),
    ("AstraZeneca", "co:astrazeneca"),
    ("罗尔斯·罗伊斯", "co:rollsroyce"),
    ("ICBC", "bank:icbc"),
    ("中国工商银行", "bank:icbc"),
    ("NDRC", "cn-min:ndrc"),
    ("国家发改委", "cn-min:ndrc"),
    ("Ministry of Commerce", "cn-min:mofcom"),
    ("亚投行", "org:aiib"),
    ("ASEAN", "org:asean"),
    ("东盟", "org:asean"),
    ("中科院", "cas:cas"),
    ("宁波材料所", "cas:nimte"),
    ("Nanjing University", "univ:nju"),
    ("东南大学", "univ:seu"),
    ("中国科学技术大学", "univ:ustc"),
    ("China University of Petroleum (East China)", "univ:upc"),
]


@pytest.mark.parametrize(("name", "code"), ONE, ids=[row[0] for row in ONE])
def test_a_name_of_one_body_gives_it_alone(name: str, code: str) -> None:
    assert _codes(name) == [code]


@pytest.mark.parametrize("name", ["", " ", "南京省", "Nanjing Province", "甲乙丙公司", "市政府", "The", "宁"])
def test_what_nobody_goes_by_gives_none(name: str) -> None:
    assert named(name) == ()


@pytest.mark.parametrize(
    ("character", "codes"),
    [
        ("宁", {"640000", "320100"}),
        ("沪", {"310000"}),
        ("渝", {"500000"}),
        ("赣", {"360000", "360700"}),
        ("甬", {"330200"}),
        ("穗", {"440100"}),
        ("苏", {"320000", "320500"}),
        ("青", {"630000", "370200"}),
        ("连", {"210200", "320700"}),
        ("台", {"710000", "331000"}),
    ],
)
def test_abbreviations_of_places_give_all_that_they_stand_for(character: str, codes: set[str]) -> None:
    found = {e.code for e in named(character, abbreviations=True) if e.kind == "place"}
    assert found == codes


def test_larger_places_come_first() -> None:
    assert _codes("吉林") == ["220000", "220200"]
    assert _codes("Lishui") == ["331100", "320117"]


def test_a_name_may_be_asked_for_within_a_place() -> None:
    assert _codes("Lishui", inside="320000") == ["320117"]
    assert _codes("鼓楼区", inside="350000") == ["350102"]
    assert _codes("朝阳", inside="110000") == ["110105"], "elsewhere the bare name means the city in Liaoning"


def test_a_place_is_read_with_the_place_around_it() -> None:
    assert [e.code for e in places("江苏省南京市鼓楼区")] == ["320106"]
    assert [e.code for e in places("徐州市鼓楼区")] == ["320302"]
    assert [e.code for e in places("北京朝阳")] == ["110105"]
    assert [e.code for e in places("Gulou District, Nanjing")] == ["320106"]
    assert [e.code for e in places("Gulou District of Fuzhou City, Fujian Province")] == ["350102"]
    assert places("Gulou District, Shanghai") == ()


@pytest.mark.parametrize(
    ("code", "other", "holds"),
    [
        ("320106", "320100", True),
        ("320106", "320000", True),
        ("320106", "CN", True),
        ("320106", "320106", True),
        ("320100", "320106", False),
        ("320106", "330000", False),
        ("zone:jiangbei", "320000", True),
        ("429004", "420000", True),
        ("500105", "500000", True),
        ("unknown", "CN", False),
    ],
)
def test_within_climbs_by_parents(code: str, other: str, holds: bool) -> None:
    assert within(code, other) is holds


def test_a_code_given_up_leads_to_what_followed() -> None:
    assert entry("320124") == entry("320117")
    assert entry("000000") is None


def test_spellings_of_one_name_fold_to_one_key() -> None:
    for one, other in [
        ("Xi'an", "Xi’an"),
        ("ＣＥＴＣ", "cetc"),
        ("罗尔斯·罗伊斯", "罗尔斯•罗伊斯"),
        ("Lüliang", "LULIANG"),
    ]:
        assert folded(one) == folded(other)
    assert folded("Shaanxi") != folded("Shanxi")


def test_literals_leave_out_single_characters_plain_words_and_names_of_the_neighbourhood() -> None:
    chinese, english = dict(literals("zh")), dict(literals("en"))
    assert "公安" not in chinese
    assert chinese["公安县"] == ("421022",)
    assert "宁" not in chinese
    assert set(chinese["鼓楼区"]) == {"320106", "320302", "350102", "410204"}
    assert set(english["Suzhou"]) == {"320500", "341300"}
    assert "MUST" not in english
