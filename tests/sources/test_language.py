import pytest

from accord.sources.language import language
from tests.sources.broken import ENGLISH, SIMPLIFIED, TRADITIONAL

CASES = [
    (ENGLISH, "en", "English"),
    (SIMPLIFIED, "zh-Hans", "Simplified"),
    (TRADITIONAL, "zh-Hant", "Traditional"),
    ("MAYORS OF THE TWO CITIES SIGN AN AGREEMENT FOR THE PORT", "en", "capitals are no other language"),
    (
        "Leaders of Wuxi, including Zhang San, Li Si and Wang Wu, went to the port with those from Ganzhou.",
        "en",
        "names",
    ),
    ("东港市与OpenAI、Microsoft签署合作协议", "zh-Hans", "Latin names in Chinese"),
    ("両市は協力協定に署名しました。", "ja", "kana"),
    ("두 도시는 협력 협정에 서명했다.", "ko", "Hangul"),
    (
        "Le gouvernement a signé un accord de coopération avec la ville, et les entreprises ont promis des emplois.",
        "fr",
        "",
    ),
    ("Wuxi and CETC signed a framework agreement.", "en", "one short word is enough in a line"),
    ("Ningbo signs pact", "en", "a headline"),
    ("Die Stadt Berlin und Hamburg unterzeichnen ein Abkommen", "de", "another language has none of them"),
    ("12345 67 - 8", "und", "no words"),
    ("xqz", "und", "no language"),
    ("合作", "zh", "characters of both scripts"),
]


@pytest.mark.parametrize(("text", "tag", "why"), CASES)
def test_a_text_is_in_its_language(text, tag, why):
    assert language(text) == tag, why
