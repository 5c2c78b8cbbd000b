"""One sentence tells of two papers between the same two cities: a decision on one of them leaves the other alone."""

from pathlib import Path

from accord.bootstrap import the_identity, the_reader
from accord.flows import ingest, reject_fact, set_value
from accord.register import Register
from accord.sources import find
from tests.register.worlds import CLOCK, a_register, by, listed

WORDS = "两市签约\n2024-07-15\n7月14日，南京市与镇江市签署《产业创新走廊框架协议》和《南京市与镇江市跨界水体水质提升合作协议》。\n"


def _taken_in(register: Register, folder: Path) -> dict[str, dict]:
    page = folder / "page.txt"
    page.write_text(WORDS, "utf-8")
    ingest(find([str(page)]), register=register, reader=the_reader(), identity=the_identity(), clock=lambda: CLOCK)
    return {row["kind"]: row for row in listed(register, "agreements")}


def test_a_place_set_for_one_paper_is_not_the_other_s(tmp_path: Path) -> None:
    with a_register() as register:
        told = _taken_in(register, tmp_path)
        assert set(told) == {"framework", "cooperation"}
        for kind, place in (("cooperation", "Zhenjiang"), ("framework", "Nanjing")):
            set_value(by(register, identity=the_identity()), told[kind]["id"], "place", place)
        places = {row["kind"]: row["place"] for row in listed(register, "agreements")}
        assert places == {"cooperation": "Zhenjiang", "framework": "Nanjing"}


def test_a_rejected_paper_goes_and_the_other_stays(tmp_path: Path) -> None:
    with a_register() as register:
        told = _taken_in(register, tmp_path)
        reject_fact(by(register, identity=the_identity()), told["cooperation"]["id"])
        assert [row["kind"] for row in listed(register, "agreements")] == ["framework"]
