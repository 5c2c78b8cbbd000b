import pytest

from accord.errors import RefusedError
from accord.sources.encodings import decode
from tests.sources.broken import ENGLISH, SIMPLIFIED, TRADITIONAL

CASES = [
    (SIMPLIFIED, "gb18030", None, "undeclared, as from an old office program"),
    (SIMPLIFIED, "utf-16-le", None, "Notepad's 'Unicode' without a byte order mark"),
    (SIMPLIFIED, "utf-16-be", None, "the other way round"),
    (TRADITIONAL, "big5", None, "undeclared, from Taiwan or Hong Kong"),
    (TRADITIONAL, "big5", "gb2312", "a wrong declaration loses against evidence"),
    (SIMPLIFIED, "gb18030", "big5", "and so does the other one"),
    (SIMPLIFIED, "utf-8", "gb2312", "a page that was converted and not corrected"),
    ("协议", "gb18030", None, "two characters are enough"),
    ("双方签署合作协议", "gb18030", None, "a headline"),
    ("雙方簽署合作協議", "big5", None, "a headline in Traditional characters"),
    ("The café’s owners – Zoë and José – signed “it”.", "cp1252", None, "Western letters stand among letters"),
    ("The café’s owners – Zoë and José – signed “it”.", "cp1252", "utf-8", "declared as what it is not"),
    (
        "Стороны подписали соглашение.",
        "cp1251",
        "windows-1251",
        "an encoding that is no candidate is believed if declared",
    ),
    ("両市は協定に署名しました。", "shift_jis", "shift_jis", "declared Japanese"),
    (ENGLISH, "utf-16-le", None, "English in UTF-16 is full of NULs"),
]


@pytest.mark.parametrize(("text", "codec", "declared", "why"), CASES)
def test_a_text_is_decoded_whatever_encoding_it_is_in(text, codec, declared, why):
    assert decode(text.encode(codec), declared=declared).text == text, why


@pytest.mark.xfail(reason="these four bytes are also valid UTF-8; longer texts are not", strict=True)
def test_two_characters_that_are_also_utf_8_are_chinese():
    assert decode("签约".encode("gb18030")).text == "签约"


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(codec):
    assert decode(SIMPLIFIED.encode(codec)).text == SIMPLIFIED


def test_ascii_of_even_length_is_not_taken_for_utf_16():
    assert decode(b"Bush hid the facts").text == "Bush hid the facts"


def test_a_contradicted_declaration_is_named():
    assert decode(SIMPLIFIED.encode("gb18030"), declared="utf-8").warnings == (
        "declared as utf-8, but written in gb18030",
    )


def test_a_text_cut_in_a_character_is_read_with_a_warning():
    for codec in ("utf-8", "gb18030"):
        decoded = decode(SIMPLIFIED.rstrip("\n。").encode(codec)[:-1])
        assert decoded.encoding == codec
        assert len(decoded.warnings) == 1


def test_a_surrogate_pair_written_as_characters_is_one_character():
    assert decode("港\ud83d\ude00".encode("utf-8", "surrogatepass")).text == "港😀"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("両市は毎年会議を開きます。".encode("shift_jis"), "Japanese that says nothing of its encoding"),
        ("Стороны подписали соглашение".encode("cp1251"), "runs of accented letters are no Western language"),
        (b"a\xff\xfe\xfd\xfc b\x81\x8d\xff" * 20, "no language at all"),
    ],
)
def test_what_reads_well_in_no_encoding_is_refused(raw, why):
    with pytest.raises(RefusedError) as refused:
        decode(raw)
    assert refused.value.reason == "encoding", why


def test_a_mark_of_loss_that_stands_in_the_source_is_no_loss():
    assert decode("abc \ufffd def".encode()).warnings == ()
