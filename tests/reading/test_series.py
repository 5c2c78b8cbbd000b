"""Series: which agreement of its kind it is, and since when the two sides act together."""

import pytest

from accord.langs import load_pack
from accord.reading.agreements.series import ordinal_in, since_in
from tests.reading.cases import cases


@pytest.mark.parametrize("case", cases("ordinals.toml"))
def test_an_agreement_has_its_place_in_a_series(case):
    pack = load_pack("en")
    assert [ordinal_in(case["text"], pack) or 0, since_in(case["text"], pack) or ""] == case["right"]
