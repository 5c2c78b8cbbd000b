"""Policies of counting: `policies/*.toml`, each with what it is based on and rules that settle every case.

In:  a policy's name; an act's event, occasion and kind of paper.
Out: the rule that decides; or a `ConfigError` that names the file and the case that no rule settles.
"""

import tomllib
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Literal

import msgspec

from accord.errors import ConfigError
from accord.follow.counting.records import Event
from accord.model.terms import AgreementKind, members

__all__ = ["POLICIES", "Occasion", "Policy", "Rule", "policy", "read_policy"]

POLICIES = ("first_signing", "paid_in", "as_announced")

# `first`: the project has not been counted; `unpriced`: it has, but none of its money; `later`: both have.
Occasion = Literal["first", "unpriced", "later"]


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What counts of an act; the first rule of a policy that fits decides.

    Attributes:
        id: Stands beside every record that it counted or left out.
        events, occasions, kinds: When it fits; left out, always.
        project: Whether the project counts.
        money: Whether the money that the act adds counts.
        en, zh: Why, as it is told to people.
    """

    id: str
    project: bool
    money: bool
    en: str
    zh: str
    events: tuple[Event, ...] = members(Event)  # type: ignore[assignment]
    occasions: tuple[Occasion, ...] = members(Occasion)  # type: ignore[assignment]
    kinds: tuple[AgreementKind, ...] = members(AgreementKind)  # type: ignore[assignment]

    def fits(self, event: Event, occasion: Occasion, kind: AgreementKind) -> bool:
        """Return whether the rule speaks of such an act."""
        return event in self.events and occasion in self.occasions and kind in self.kinds


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A way of counting.

    Attributes:
        id: The name of its file.
        en, zh: What it is called.
        basis_en, basis_zh: The document or practice that it follows, and where it goes beyond it.
        rule: Its rules, in order.
    """

    id: str
    en: str
    zh: str
    basis_en: str
    basis_zh: str
    rule: tuple[Rule, ...]

    def decides(self, event: Event, occasion: Occasion, kind: AgreementKind) -> Rule:
        """Return the first rule that speaks of such an act; there is one."""
        return next(rule for rule in self.rule if rule.fits(event, occasion, kind))


@cache
def policy(name: str) -> Policy:
    """Return a policy that comes with the program.

    >>> policy("first_signing").decides("signing", "first", "contract").money
    True

    Raises:
        ConfigError: There is none of this name, or it is wrong.
    """
    if name not in POLICIES:
        raise ConfigError(f"no counting policy {name!r}; there are {', '.join(POLICIES)}")
    text = files("accord.follow.counting").joinpath("policies").joinpath(f"{name}.toml").read_text("utf-8")
    return read_policy(text, file=f"{name}.toml")


def read_policy(text: str, *, file: str) -> Policy:
    """Return the policy of a TOML document, an office's own for example.

    Raises:
        ConfigError: It is no TOML, a key is unknown or missing, an id stands twice, or there is a case that no rule settles.
    """
    try:
        made = msgspec.convert(tomllib.loads(text), Policy)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise ConfigError(f"{file}: {error}") from error
    ids = [rule.id for rule in made.rule]
    if len(set(ids)) < len(ids):
        raise ConfigError(f"{file}: an id of a rule stands twice: {', '.join(sorted(ids))}")
    for case in product(members(Event), members(Occasion), members(AgreementKind)):
        if not any(rule.fits(*case) for rule in made.rule):  # type: ignore[arg-type]
            raise ConfigError(f"{file}: no rule settles event {case[0]!r}, occasion {case[1]!r}, kind {case[2]!r}")
    return made
