"""`accord compare`: one pair, and a file of pairs."""

import json
from pathlib import Path

from accord.cli import exits
from tests.cli.town import Town

HEADER = "id\tkind\tleft\tleft_language\tright\tright_language\n"


def test_the_exit_code_says_the_verdict(town: Town) -> None:
    assert town.run("compare", "中国电科", "CETC").exit_code == exits.OK
    assert town.run("compare", "CEC", "CETC").exit_code == exits.FAILED
    assert town.run("compare", "Lishui", "溧水区", "--kind", "place").exit_code == exits.UNSURE


def test_the_two_values_that_met_are_told(town: Town) -> None:
    told = json.loads(town.run("compare", "南京市政府", "宁波市政府", "--format", "json").stdout)
    assert told["verdict"] == "different"
    assert told["reasons"] == [{"code": "gazetteer", "left": "320100", "right": "330200"}]


def test_all_places_that_a_name_may_mean_are_told_where_that_makes_it_unsure(town: Town) -> None:
    told = json.loads(town.run("compare", "南京", "宁", "--format", "json").stdout)
    assert told["verdict"] == "unsure"
    assert told["reasons"] == [{"code": "gazetteer", "left": "320100", "right": "320100 640000"}]
    assert "320100 南京市 | 320100 南京市, 640000 宁夏回族自治区" in town.run("compare", "南京", "宁").stdout
    assert "350102 福州市 鼓楼区" in town.run("compare", "鼓楼区", "南京市鼓楼区").stdout


def test_a_file_of_pairs_gives_a_line_each(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text(
        f"{HEADER}a\torg\t南京市委\tzh\t南京市政府\tzh\nb\tperson\tChen Min'er\ten\t陈敏尔\tzh\n", encoding="utf-8-sig"
    )
    result = town.run("compare", "--pairs", file, "--format", "jsonl")
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == exits.OK
    assert [(one["id"], one["verdict"]) for one in told] == [("a", "different"), ("b", "same")]
    assert all(one["reasons"] and 0 <= one["score"] <= 1 for one in told)


def test_what_is_no_pair_is_a_wrong_call(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text("id\tleft\tright\n", encoding="utf-8")
    for call in (("南京",), ("南京", "北京", "上海"), ("--pairs", file)):
        assert town.run("compare", *call).exit_code == exits.WRONG_CALL
    absent = town.run("compare", "--pairs", tmp_path / "none.tsv")
    assert absent.exit_code == exits.NOT_FOUND
    assert "there is no file" in absent.stderr
    file.write_bytes(f"{HEADER}a\torg\t南京\tzh\t宁波\tzh\n".encode("gb18030"))
    assert "UTF-8" in town.run("compare", "--pairs", file).stderr
    file.write_text(f"{HEADER}a\tcolour\tred\ten\tred\ten\n", encoding="utf-8")
    assert "colour" in town.run("compare", "--pairs", file).stderr
