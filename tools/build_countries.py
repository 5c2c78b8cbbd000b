"""Make `src/accord/gazetteer/data/countries.tsv` anew: countries in both languages, by ISO 3166-1 code.

In:  the names of territories in CLDR, as PyPI `babel` 2.18.0 carries them; `tools/gazetteer/countries.tsv`; the adjectives of
     the English pack's lexicon.
Out: the list. A developer runs it (`pip install babel==2.18.0`, then `python tools/build_countries.py`); nothing runs it at set-up.
"""

import re
import unicodedata
from pathlib import Path

from babel import Locale

MORE = Path(__file__).parent / "gazetteer" / "countries.tsv"
ADJECTIVES = Path(__file__).parents[1] / "src" / "accord" / "langs" / "en" / "lexicon" / "countries.tsv"
TO = Path(__file__).parents[1] / "src" / "accord" / "gazetteer" / "data" / "countries.tsv"
NOT_COUNTRIES = {
    "AC",
    "CP",
    "CQ",
    "DG",
    "EA",
    "EU",
    "EZ",
    "HK",
    "IC",
    "MO",
    "QO",
    "TA",
    "TW",
    "UN",
    "XA",
    "XB",
    "XK",
    "ZZ",
}
COLUMNS = ["code", "region", "zh", "zh_short", "zh_abbr", "zh_other", "en", "en_short", "en_other", "en_adjective"]
HEAD = """\
# Countries and territories by ISO 3166-1 alpha-2. Made by tools/build_countries.py; mend tools/gazetteer/countries.tsv, not this.
# kind: country
# level: country
# Source: short names from Unicode CLDR (PyPI babel 2.18.0; Unicode License v3), full and other names and abbreviations from tools/gazetteer/countries.tsv with its source, adjectives from langs/en/lexicon/countries.tsv.
"""


def table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table; cells that a row leaves out are empty."""
    lines = [line.split("\t") for line in path.read_text("utf-8").split("\n") if line and line[0] != "#"]
    return [dict(zip(lines[0], line + [""] * len(lines[0]), strict=False)) for line in lines[1:]]


def more() -> dict[str, dict[str, str]]:
    """Return what the own table and the English pack say, by code."""
    told = {line["code"]: line for line in table(MORE)}
    for line in table(ADJECTIVES):
        words = told.setdefault(line["code"], {}).setdefault("en_adjective", "").split("|")
        told[line["code"]]["en_adjective"] = "|".join(dict.fromkeys(w for w in [*words, line["adjective"]] if w))
    return told


def row(code: str, told: dict[str, str]) -> dict[str, str]:
    """Return the row of one country."""
    zh = Locale("zh").territories[code].replace("（", "(").replace("）", ")")
    en = Locale("en").territories[code].replace("’", "'")
    plain = re.sub(r" \(.*\)| - .*", "", en)
    others = [*told.get("en_other", "").split("|"), plain.replace("&", "and"), re.sub(r"^St\. ", "Saint ", plain)]
    others.append("".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c)))
    if plain == "Congo":
        others, plain = others[:-3], told["en_full"]
    return {
        "code": code,
        "region": code,
        "zh": told.get("zh_full") or zh,
        "zh_short": zh if told.get("zh_full") not in ("", zh, None) else "",
        "zh_abbr": told.get("zh_abbr", ""),
        "zh_other": "|".join(o for o in told.get("zh_other", "").split("|") if o not in ("", zh)),
        "en": told.get("en_full") or plain,
        "en_short": plain if told.get("en_full") not in ("", plain, None) else "",
        "en_adjective": told.get("en_adjective", ""),
        "en_other": "|".join(dict.fromkeys(o for o in others if o and o != plain)),
    }


def main() -> None:
    """Write the list."""
    known = more()
    codes = sorted(c for c in Locale("en").territories if re.fullmatch("[A-Z]{2}", c) and c not in NOT_COUNTRIES)
    lines = ["\t".join(row(code, known.get(code, {}))[column] for column in COLUMNS).rstrip("\t") for code in codes]
    TO.write_text(HEAD + "\t".join(COLUMNS) + "\n" + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
