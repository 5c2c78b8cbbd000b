"""Which organ a name says, and whose: the same organ is the same in both languages."""

import pytest

from accord.gazetteer import department_of, organ

NANJING = "320100"
ROWS = [
    # name, sort, places, department
    ("南京市人民政府", "government", {NANJING}, None),
    ("南京市政府", "government", {NANJING}, None),
    ("南京政府", "government", {NANJING}, None),
    ("南京市", "government", {NANJING}, None),
    ("南京", "government", {NANJING}, None),
    ("Nanjing Municipal People's Government", "government", {NANJING}, None),
    ("Nanjing Municipal People’s Government", "government", {NANJING}, None),
    ("the Nanjing municipal government", "government", {NANJING}, None),
    ("Nanjing City Government", "government", {NANJING}, None),
    ("Nanjing government", "government", {NANJING}, None),
    ("People's Government of Nanjing", "government", {NANJING}, None),
    ("People's Government of Nanjing Municipality", "government", {NANJING}, None),
    ("Nanjing City", "government", {NANJING}, None),
    ("Nanjing", "government", {NANJING}, None),
    ("江苏省人民政府", "government", {"320000"}, None),
    ("Jiangsu Provincial People's Government", "government", {"320000"}, None),
    ("Jiangsu provincial government", "government", {"320000"}, None),
    ("Government of Jiangsu Province", "government", {"320000"}, None),
    ("江苏省南京市人民政府", "government", {NANJING}, None),
    ("广西壮族自治区人民政府", "government", {"450000"}, None),
    ("Guangxi government", "government", {"450000"}, None),
    ("延边州政府", "government", {"222400"}, None),
    ("鼓楼区人民政府", "government", {"320106", "320302", "350102", "410204"}, None),
    ("南京市鼓楼区人民政府", "government", {"320106"}, None),
    ("Gulou District People's Government", "government", {"320106", "320302", "350102", "410204"}, None),
    ("People's Government of Gulou District, Nanjing", "government", {"320106"}, None),
    ("Suzhou Municipal Government", "government", {"320500", "341300"}, None),
    ("Lishui Municipal Government", "government", {"331100"}, None),
    ("Lishui District Government", "government", {"320117"}, None),
    ("Changxing County Government", "government", {"330522"}, None),
    ("长兴县人民政府", "government", {"330522"}, None),
    ("昆山市政府", "government", {"320583"}, None),
    ("Shanghai Municipal People's Government", "government", {"310000"}, None),
    ("江北新区管委会", "government", {"zone:jiangbei"}, None),
    ("苏州工业园区管理委员会", "government", {"zone:sip"}, None),
    ("Suzhou Industrial Park Administrative Committee", "government", {"zone:sip"}, None),
    ("越南政府", "government", {"VN"}, None),
    ("Government of Vietnam", "government", {"VN"}, None),
    ("南京市委", "party_committee", {NANJING}, None),
    ("中共南京市委", "party_committee", {NANJING}, None),
    ("中共南京市委员会", "party_committee", {NANJING}, None),
    ("中国共产党南京市委员会", "party_committee", {NANJING}, None),
    ("CPC Nanjing Municipal Committee", "party_committee", {NANJING}, None),
    ("Nanjing Municipal Party Committee", "party_committee", {NANJING}, None),
    ("Nanjing Municipal Committee of the CPC", "party_committee", {NANJING}, None),
    ("Nanjing Municipal Committee of the Communist Party of China", "party_committee", {NANJING}, None),
    ("江苏省委", "party_committee", {"320000"}, None),
    ("Jiangsu Provincial Party Committee", "party_committee", {"320000"}, None),
    ("新疆维吾尔自治区党委", "party_committee", {"650000"}, None),
    ("江北新区党工委", "party_committee", {"zone:jiangbei"}, None),
    ("南京市人大常委会", "congress", {NANJING}, None),
    ("Standing Committee of Nanjing Municipal People's Congress", "congress", {NANJING}, None),
    ("南京市政协", "consultative", {NANJING}, None),
    ("政协南京市委员会", "consultative", {NANJING}, None),
    ("Nanjing Municipal Committee of the CPPCC", "consultative", {NANJING}, None),
    ("南京市纪委监委", "discipline", {NANJING}, None),
    ("Nanjing Municipal Commission for Discipline Inspection", "discipline", {NANJING}, None),
    ("南京市中级人民法院", "court", {NANJING}, None),
    ("Nanjing Intermediate People's Court", "court", {NANJING}, None),
    ("南京市人民检察院", "procuratorate", {NANJING}, None),
    ("南京市委宣传部", "party_department", {NANJING}, "宣传部"),
    ("南京市总工会", "people_organization", {NANJING}, "总工会"),
    ("南京市发改委", "department", {NANJING}, "development_reform"),
    ("南京市发展和改革委员会", "department", {NANJING}, "development_reform"),
    ("Nanjing Municipal Development and Reform Commission", "department", {NANJING}, "development_reform"),
    ("江苏省工业和信息化厅", "department", {"320000"}, "industry_information"),
    (
        "Jiangsu Provincial Department of Industry and Information Technology",
        "department",
        {"320000"},
        "industry_information",
    ),
    ("Department of Commerce of Jiangsu Province", "department", {"320000"}, "commerce"),
    ("江苏省商务厅", "department", {"320000"}, "commerce"),
    ("Shanghai Municipal Commission of Commerce", "department", {"310000"}, "commerce"),
    ("Nanjing Science and Technology Bureau", "department", {NANJING}, "science_technology"),
    ("南京市科技局", "department", {NANJING}, "science_technology"),
    ("南京市人民政府外事办公室", "department", {NANJING}, "foreign_affairs"),
    ("南京市数字经济局", "department", {NANJING}, "数字经济局"),
]


@pytest.mark.parametrize(("name", "sort", "codes", "department"), ROWS, ids=[row[0] for row in ROWS])
def test_an_organ_is_read(name: str, sort: str, codes: set[str], department: str | None) -> None:
    found = organ(name)
    assert {o.sort for o in found} == {sort}
    assert {o.place.code for o in found if o.place} == codes
    assert {o.department for o in found} == {department}
    assert all(o.level == o.place.level for o in found if o.place)


@pytest.mark.parametrize(
    ("name", "sort", "level"),
    [
        ("市委", "party_committee", "city"),
        ("省委", "party_committee", "province"),
        ("县委", "party_committee", "county"),
        ("自治区党委", "party_committee", "province"),
        ("市政府", "government", "city"),
        ("市人民政府", "government", "city"),
        ("省政府", "government", "province"),
        ("the Municipal Government", "government", "city"),
        ("the provincial government", "government", "province"),
        ("Municipal Party Committee", "party_committee", "city"),
        ("市人大常委会", "congress", "city"),
        ("市发改委", "department", "city"),
    ],
)
def test_an_organ_without_a_place_says_its_level(name: str, sort: str, level: str) -> None:
    assert [(o.sort, o.place, o.level) for o in organ(name)] == [(sort, None, level)]


@pytest.mark.parametrize(
    "name",
    [
        "中国电子科技集团有限公司",
        "南京大学",
        "Nanjing University",
        "中国银行",
        "商务部",
        "National Development and Reform Commission",
        "南京供电局公司",
        "董事会",
        "Committee",
        "双方",
        "宁",
        "",
        "Bank of Nanjing",
        "南京银行",
        "Supreme People's Court",
        "National People's Congress",
        "南京市第一医院",
    ],
)
def test_other_bodies_are_no_organs(name: str) -> None:
    assert organ(name) == ()


def test_a_party_committee_is_not_its_government() -> None:
    assert organ("南京市委") != organ("南京市政府")
    assert organ("Nanjing Municipal Party Committee") == organ("南京市委")
    assert organ("Nanjing Municipal People's Government") == organ("南京市人民政府") == organ("Nanjing City")


def test_departments_meet_across_languages() -> None:
    assert department_of("发改委") == department_of("Development and Reform") == "development_reform"
    assert department_of("童话局") is None
