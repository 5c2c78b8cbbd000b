"""The post that owes a promise stays when the person moves; whoever is named in it later is told with the words."""

import pytest

from accord.bootstrap import the_identity, the_reader
from accord.flows import ingest
from accord.insight.owners import Owner, owners
from accord.model.document import Found
from accord.register import list_records
from tests.builders import a_found
from tests.register.worlds import CLOCK, a_register

SIGNED = {
    "en": a_found(
        "Wuxi City and Lotus Sensor Group signed a cooperation agreement in Wuxi on 9 February 2024. Li Ming, vice mayor of Wuxi "
        "City, and Wang Qiang, general manager of Lotus Sensor Group, signed the agreement on behalf of the two sides. Lotus "
        "Sensor Group will build a sensor base in Wuxi by the end of 2026.",
        source="signed.txt",
        published="2024-02-10",
    ),
    "zh": a_found(
        "2月9日，无锡市人民政府与莲花传感集团有限公司在无锡签署战略合作框架协议。无锡市副市长李明明与莲花传感集团有限公司总经理王建强"
        "代表双方签约。根据协议，莲花传感集团将于2026年底前在无锡建设传感器基地。",
        source="signed.txt",
        published="2024-02-10",
        language="zh-Hans",
    ),
}
LATER = {
    "en": "Zhao Guodong, {post} of Lotus Sensor Group, visited the sensor base in Wuxi on 12 September 2025.",
    "zh": "9月12日，莲花传感集团有限公司{post}赵国栋到无锡调研，考察传感器基地建设情况。",
}
SAME = {"en": "general manager", "zh": "总经理"}
DEPUTY = {"en": "deputy general manager", "zh": "副总经理"}
CHAIR = {"en": "chairman", "zh": "董事长"}


def owed_by(*found: Found) -> list[Owner]:
    with a_register() as register:
        ingest(found, register=register, reader=the_reader(), identity=the_identity(), clock=lambda: CLOCK)
        with register.asking() as asking:
            promise = next(one for one in list_records(asking, "commitments").records if one["agreement"])
            return owners(asking, promise["agreement"], promise["actors"])


def later(language: str, post: str, published: str) -> Found:
    content = LATER[language].format(post=post)
    code = {"en": "en", "zh": "zh-Hans"}[language]
    return a_found(content, source=f"{published}.txt", published=published, language=code)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_post_of_who_signed_for_the_body_that_is_to_act_owes_the_promise(language: str) -> None:
    (owner,) = owed_by(SIGNED[language])
    assert owner.post == SAME[language]
    assert owner.person in owner.proof["quote"]
    assert owner.successor is None


@pytest.mark.parametrize("language", ["en", "zh"])
def test_another_person_in_the_post_by_a_later_document_is_the_successor_with_the_words(language: str) -> None:
    (owner,) = owed_by(SIGNED[language], later(language, SAME[language], "2025-09-13"))
    assert owner.successor is not None
    assert owner.successor["post"] == SAME[language]
    assert owner.successor["name"] in owner.successor["proof"]["quote"]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("posts", "published", "why"),
    [(DEPUTY, "2025-09-13", "a deputy"), (CHAIR, "2025-09-13", "another post"), (SAME, "2023-09-13", "a predecessor")],
)
def test_who_holds_another_post_or_held_it_before_is_no_successor(
    language: str, posts: dict[str, str], published: str, why: str
) -> None:
    (owner,) = owed_by(SIGNED[language], later(language, posts[language], published))
    assert owner.successor is None, why
