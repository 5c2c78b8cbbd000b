"""Load a language pack, whole or not at all.

In:  the folder `langs/<code>/`: `pack.toml`, `lexicon/*.tsv`, `rules/*.toml`, `text.py`, `names.py`,
     `aliases.py`; and `grammar.py` where the steps of `reading/` do not fit the language's syntax.
Out: a `Pack`; or a `ConfigError` that names file and key.

A TSV file has a header line; lines that start with `#` say where the list comes from. Its first column is the lexicon
`<file stem>`, every other column the lexicon `<file stem>_<column>` (empty cells left out, each word once); its whole
rows are `tables["<file stem>"]`. Files of rules are read in name order; a rule's id is unique over all of them.
"""

import importlib
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Literal

import msgspec

from accord.errors import ConfigError
from accord.langs.gates import Gate, literal_gate
from accord.langs.rules import Rule, load_rules
from accord.model.reading import Facts
from accord.tsv import read_table

__all__ = ["PACKS", "Candidate", "Grammar", "Pack", "load_pack", "pack_for"]

PACKS: tuple[str, ...] = ("en", "zh")

_KEYS = {"code", "version", "digest", "languages", "spaces", "date_order", "licence", "sources"}


class Candidate(msgspec.Struct, frozen=True):
    """A name as the recogniser sees it: offsets within its paragraph, what it may name, and whether its context says so."""

    start: int
    end: int
    label: Literal["person", "body", "place"]
    sure: bool = False


class Grammar(msgspec.Struct, frozen=True):
    """How a language is read that has another syntax than the steps of `reading/` know.

    Attributes:
        read: What a text says: its words, its day of publication, the pack.
        read_if_relevant: The same where that is relevant, else None, with as little work as that takes.
        is_promising: Whether a text may be relevant, before any name of it is known.
    """

    read: "Callable[[str, str | None, Pack], Facts]"
    read_if_relevant: "Callable[[str, str | None, Pack], Facts | None]"
    is_promising: "Callable[[str, Pack], bool]"


class Pack(msgspec.Struct, frozen=True):
    """What accord knows of one language.

    Attributes:
        code: `en`, `zh` ...: the folder's name.
        version: Version of its words and rules; written into every reading.
        languages: BCP 47 tags that it reads.
        spaces: Whether words are parted by spaces.
        date_order: Which number of a numeric date is the day where nothing else tells: `DMY`, `MDY` or `YMD`.
        lexicons: Words by list; what `{@list}` in a rule stands for.
        tables: The rows of each TSV by file stem.
        rules: All rules, file by file.
        sentences: Spans of the sentences of one paragraph.
        names: Candidates for names, a list for each paragraph; loads its model at the first call, not before.
        same_name: Why two names of one document may name one body, as a slug (`initials`, `short`, `seat` ...), or None.
        name_key: What is left of a name that two spellings of it share.
        names_within: Shorter names that a name holds: without its country, the place of a government.
        head_of: The noun that says what kind of body a name of several words names, or None.
        country_of: The country of an adjective or another name of it; other words as they are.
        home_of: The country to which a name says that its body belongs, or None.
        place_levels: Kinds of place that a name says ('province'): names of which none agrees are two places.
        gate: Whether a text, or its bytes in UTF-8, may report an act of cooperation at all; from `gate.tsv`.
        grammar: Reads texts whole, where the language has another syntax than the steps of `reading/` know; else None.
    """

    code: str
    version: str
    languages: tuple[str, ...]
    spaces: bool
    date_order: str
    lexicons: Mapping[str, tuple[str, ...]]
    tables: Mapping[str, tuple[dict[str, str], ...]]
    rules: tuple[Rule, ...]
    sentences: Callable[[str], list[tuple[int, int]]]
    names: Callable[[list[str]], list[list[Candidate]]]
    same_name: Callable[[str, str], str | None]
    name_key: Callable[[str], str]
    names_within: Callable[[str], tuple[str, ...]]
    head_of: Callable[[str], str | None]
    place_levels: Callable[[str], frozenset[str]]
    country_of: Callable[[str], str]
    home_of: Callable[[str], str | None]
    gate: Gate
    grammar: Grammar | None = None


@cache
def load_pack(code: str) -> Pack:
    """Return the pack of one language; its files do not change while a program runs, so they are read once.

    Raises:
        ConfigError: There is no such pack, or a file, rule or key of it is wrong.
    """
    if code not in PACKS:
        raise ConfigError(f"no language pack {code!r}; there are: {', '.join(PACKS)}")
    folder = resources.files("accord.langs") / code
    about = _about(folder)
    tables = {_stem(file): _rows(file) for file in _files(folder / "lexicon", ".tsv")}
    lexicons = _lexicons(tables)
    text = importlib.import_module(f"accord.langs.{code}.text")
    names = importlib.import_module(f"accord.langs.{code}.names")
    aliases = importlib.import_module(f"accord.langs.{code}.aliases")
    return Pack(
        code=about["code"],
        version=about["version"],
        languages=tuple(about["languages"]),
        spaces=about["spaces"],
        date_order=about["date_order"],
        lexicons=lexicons,
        tables=tables,
        rules=_rules(folder, lexicons),
        sentences=text.sentences,
        names=names.names,
        same_name=aliases.same_name,
        name_key=aliases.name_key,
        names_within=aliases.names_within,
        head_of=aliases.head_of,
        place_levels=aliases.place_levels,
        country_of=aliases.country_of,
        home_of=aliases.home_of,
        gate=literal_gate(tables["gate"], file=f"{code}/lexicon/gate.tsv"),
        grammar=_grammar(code, folder),
    )


def pack_for(language: str) -> Pack | None:
    """Return the pack that reads a BCP 47 language tag; None where none does.

    >>> pack_for("en").code, pack_for("fi")
    ('en', None)
    """
    for code in PACKS:
        pack = load_pack(code)
        if language in pack.languages:
            return pack
    return None


def _grammar(code: str, folder: Traversable) -> Grammar | None:
    """Return the language's own grammar, which is loaded when its first text comes."""
    if not (folder / "grammar.py").is_file():
        return None

    def read(content: str, published: str | None, pack: Pack) -> Facts:
        facts: Facts = _of_grammar(code).facts(content, published, pack)
        return facts

    def read_if_relevant(content: str, published: str | None, pack: Pack) -> Facts | None:
        facts: Facts | None = _of_grammar(code).facts_if_relevant(content, published, pack)
        return facts

    def is_promising(content: str, pack: Pack) -> bool:
        return bool(_of_grammar(code).is_promising(content, pack))

    return Grammar(read, read_if_relevant, is_promising)


def _of_grammar(code: str) -> Any:  # noqa: ANN401 - a module
    return importlib.import_module(f"accord.langs.{code}.grammar")


def _about(folder: Traversable) -> dict[str, Any]:
    where = f"{folder.name}/pack.toml"
    try:
        about = tomllib.loads((folder / "pack.toml").read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{where}: {error}") from error
    for key in sorted(_KEYS ^ set(about)):
        raise ConfigError(f"{where}: key {key!r} is {'missing' if key in _KEYS else 'unknown'}")
    if about["code"] != folder.name:
        raise ConfigError(f"{where}: key 'code' is {about['code']!r}, but the folder is {folder.name!r}")
    return about


def _files(folder: Traversable, ending: str) -> list[Traversable]:
    return sorted((f for f in folder.iterdir() if f.name.endswith(ending)), key=lambda f: f.name)


def _stem(file: Traversable) -> str:
    return file.name.rpartition(".")[0]


def _rows(file: Traversable) -> tuple[dict[str, str], ...]:
    rows = tuple({column: cell.strip() for column, cell in row.items()} for row in read_table(file).rows)
    if not rows:
        raise ConfigError(f"{file.name}: a header line and at least one row are needed")
    for row in rows:
        if not next(iter(row.values())):
            raise ConfigError(f"{file.name}: row {row} begins with an empty cell; its word was expected there")
    return rows


def _lexicons(tables: Mapping[str, tuple[dict[str, str], ...]]) -> dict[str, tuple[str, ...]]:
    lexicons = {}
    for stem, rows in tables.items():
        for number, column in enumerate(rows[0]):
            words = dict.fromkeys(row[column] for row in rows if row[column])
            lexicons[stem if number == 0 else f"{stem}_{column}"] = tuple(words)
    return lexicons


def _rules(folder: Traversable, lexicons: Mapping[str, tuple[str, ...]]) -> tuple[Rule, ...]:
    rules: dict[str, Rule] = {}
    for file in _files(folder / "rules", ".toml"):
        for rule in load_rules(file.read_text("utf-8"), file=f"{folder.name}/rules/{file.name}", lexicons=lexicons):
            if rule.id in rules:
                raise ConfigError(f"{file.name}: rule {rule.id!r}: the id already stands in another file")
            rules[rule.id] = rule
    return tuple(rules.values())
