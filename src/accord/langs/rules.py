"""Load a pack's rules: patterns as data, each with the sentences that prove it.

In:  a TOML file of `[[rule]]` tables, and the pack's lexicons.
Out: `Rule`s with compiled patterns; or a `ConfigError` that names file, rule and key.

A pattern is a regular expression over a covered sentence (`masks.py`), with two kinds of macro:
`{party}` or `{party:a}` is a covered mark (`a` becomes the group's name), `{party+:a}` one or more of them, joined by
what the lexicon `list_joints_party` (else `list_joints`) holds ('and', ', '); `{@verbs}` or `{@verbs:v}` is any word of the
lexicon column `verbs`, longest first.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from accord.errors import ConfigError
from accord.langs.literals import Literals, holds_mark, required
from accord.langs.masks import SLOTS, cover, list_pattern, marked, slot_pattern

__all__ = ["Hit", "Rule", "load_rules", "match", "may_match", "proofs"]

_MACRO = re.compile(r"\{(@?)([a-z_]+)(\+?)(?::([a-z_]+))?\}")
_KEYS = {"id", "kind", "pattern", "source", "fires", "silent", "values", "confidence", "needs"}


class Rule(msgspec.Struct, frozen=True):
    """One pattern of a language.

    Attributes:
        id: Stable over versions; written beside every fact that the rule yields.
        kind: What it finds, such as `signing` or `commitment`.
        pattern: Compiled, over covered sentences, ignoring case.
        source: Where the regularity was learnt.
        fires, silent: Sentences that it must match and must not; marks written `[party:Wuxi]`.
        values: Constants that a match carries, such as `{"status": "signed"}`.
        confidence: How sure a match is, in [0, 1].
        needs: Cheap pattern without which the rule cannot fire, or None: where it finds nothing, the rule is not tried.
    """

    id: str
    kind: str
    pattern: re.Pattern[str]
    source: str
    fires: tuple[str, ...]
    silent: tuple[str, ...]
    values: Mapping[str, Any]
    confidence: float
    needs: re.Pattern[str] | None = None


class Hit(msgspec.Struct, frozen=True):
    """A rule's match in a sentence; offsets are the sentence's own."""

    rule: Rule
    found: re.Match[str]

    def span(self, group: str | int = 0) -> tuple[int, int] | None:
        """Return where a group stands; None where the pattern has no such group or it did not take part."""
        if isinstance(group, str) and group not in self.rule.pattern.groupindex:
            return None
        start, end = self.found.span(group)
        return (start, end) if start >= 0 else None


def load_rules(source: str, *, file: str, lexicons: Mapping[str, tuple[str, ...]]) -> tuple[Rule, ...]:
    """Return the rules of a TOML document, in file order.

    Raises:
        ConfigError: A key is unknown or missing, an id is repeated, a list or pattern is empty, a macro is unknown.
    """
    try:
        tables = tomllib.loads(source).get("rule", [])
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file}: not TOML: {error}") from error
    rules: dict[str, Rule] = {}
    for table in tables:
        rule = _rule(table, file=file, lexicons=lexicons)
        if rule.id in rules:
            raise ConfigError(f"{file}: rule {rule.id!r}: the id stands twice; ids are stable and unique")
        rules[rule.id] = rule
    return tuple(rules.values())


def match(rules: tuple[Rule, ...], covered: str, *, kind: str) -> Iterator[Hit]:
    """Return every match of the rules of one kind, rule by rule in file order; what was asked just before is kept."""
    index = _index(rules)
    if len(covered) > _LOOKED_UP:
        return _tried(index, covered, kind, missing=0)
    hits = index.found.get((covered, kind))
    if hits is None:
        if len(index.found) >= _FOUND:
            index.found.clear()
        hits = tuple(_tried(index, covered, kind, missing=~index.literals.held(covered)))
        index.found[covered, kind] = hits
    return iter(hits)


def _tried(index: "_Index", covered: str, kind: str, *, missing: int) -> Iterator[Hit]:
    for rule, needed, _ in index.kinds.get(kind, ()):
        if not needed & missing and (rule.needs is None or rule.needs.search(covered)):
            for found in rule.pattern.finditer(covered):
                yield Hit(rule, found)


def may_match(rules: tuple[Rule, ...], plain: str, *, kinds: Iterable[str]) -> bool:
    """Return whether rules of these kinds could match a text if only its names were known: no pattern is tried."""
    index = _index(rules)
    missing = ~index.literals.held(plain)
    return any(not words & missing for kind in kinds for _, _, words in index.kinds.get(kind, ()))


class _Index(msgspec.Struct, frozen=True):
    """The rules of a set by kind, each with the bits of the literals that it cannot do without (marks of names with
    them and left out), and what was found of late.
    """

    kinds: dict[str, list[tuple[Rule, int, int]]]
    literals: Literals
    found: dict[tuple[str, str], tuple[Hit, ...]]


# The last sets of rules asked for: a page asks some thousand times for a few kinds.
_INDEXES: dict[int, tuple[tuple[Rule, ...], _Index]] = {}
_KEPT = 16
_FOUND = 3_000  # sentences and kinds whose matches are kept: those of a page, of which steps ask again
_LOOKED_UP = 3_000  # characters; on more, most literals stand somewhere


def _index(rules: tuple[Rule, ...]) -> _Index:
    kept = _INDEXES.get(id(rules))
    if kept is None or kept[0] is not rules:
        if len(_INDEXES) >= _KEPT:
            _INDEXES.clear()
        needed = [required(rule.pattern) for rule in rules]
        literals = Literals([one for sets in needed for one in sets])
        kinds: dict[str, list[tuple[Rule, int, int]]] = {}
        for rule, sets in zip(rules, needed, strict=True):
            words = [one for one in sets if not holds_mark(one)]
            kinds.setdefault(rule.kind, []).append((rule, literals.bits(sets), literals.bits(words)))
        kept = _INDEXES[id(rules)] = (rules, _Index(kinds, literals, {}))
    return kept[1]


def proofs(rule: Rule) -> list[str]:
    """Return what is wrong with a rule's proofs, a line each; empty when every sentence behaves."""
    wrong = []
    for example, must in [(e, True) for e in rule.fires] + [(e, False) for e in rule.silent]:
        plain, marks = marked(example)
        words = cover(plain, marks)
        if any(match((rule,), words, kind=rule.kind)) != must:
            wrong.append(f"{rule.id}: {'does not fire' if must else 'fires'} on {example!r}")
    return wrong


def _rule(table: dict[str, Any], *, file: str, lexicons: Mapping[str, tuple[str, ...]]) -> Rule:
    where = f"{file}: rule {table.get('id', '?')!r}"
    for key in sorted(set(table) - _KEYS):
        raise ConfigError(f"{where}: unknown key {key!r}; known are {', '.join(sorted(_KEYS))}")
    for key in ("id", "kind", "pattern", "source", "fires", "silent"):
        if not table.get(key):
            raise ConfigError(f"{where}: key {key!r} is missing or empty")
    return Rule(
        id=table["id"],
        kind=table["kind"],
        pattern=_compile(table["pattern"], where=where, lexicons=lexicons),
        source=table["source"],
        fires=tuple(table["fires"]),
        silent=tuple(table["silent"]),
        values=table.get("values", {}),
        confidence=float(table.get("confidence", 0.9)),
        needs=_compile(table["needs"], where=where, lexicons=lexicons) if "needs" in table else None,
    )


def _joint(lexicons: Mapping[str, tuple[str, ...]], slot: str) -> str:
    """Return what may stand between the names of one list; the lexicon holds regular expressions."""
    joints = lexicons.get(f"list_joints_{slot}", lexicons.get("list_joints", (r"\s*,\s*",)))
    return "(?:" + "|".join(joints) + ")"


def _compile(pattern: str, *, where: str, lexicons: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    def expand(macro: re.Match[str]) -> str:
        listed, name, several, group = macro.groups()
        if not listed:
            if name not in SLOTS:
                raise ConfigError(f"{where}: unknown slot {{{name}}}; known are {', '.join(SLOTS)}")
            if several:
                return list_pattern(name, group, _joint(lexicons, name))
            return slot_pattern(name, group)
        if name not in lexicons:
            raise ConfigError(f"{where}: unknown lexicon {{@{name}}}; known are {', '.join(sorted(lexicons))}")
        words = "|".join(re.escape(word) for word in sorted(lexicons[name], key=lambda w: (-len(w), w)))
        return f"(?P<{group}>{words})" if group else f"(?:{words})"

    try:
        compiled = re.compile(_MACRO.sub(expand, pattern), re.IGNORECASE)
    except re.error as error:
        raise ConfigError(f"{where}: key 'pattern' is no regular expression: {error}") from error
    if compiled.match(""):
        raise ConfigError(f"{where}: key 'pattern' matches nothing at all, so it would match everywhere")
    return compiled
