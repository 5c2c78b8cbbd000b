"""What the numbers of a report are called, and how they are told; shared by its paper and its workbook.

In:  a report, a language.
Out: words for numbers, groups, parties, shares.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from accord.exchange.paper import Line, Run, cut
from accord.flows.papers.wording import listed, money, say
from accord.follow.counting import LeftOut
from accord.follow.counting.rates import Rate
from accord.follow.thresholds import threshold
from accord.insight.report import Report
from accord.model.labels import label

__all__ = ["UNDATED", "Telling"]

Group = tuple[str, str] | None

UNDATED = ("undated_signings", "undated_promises", "undated_words")  # numbers of what is of no period
_QUOTE = 80.0  # width of a quote in sizes of its type


class Telling(msgspec.Struct, frozen=True):
    """A report with its language."""

    of: Report
    language: str
    period: str

    def say(self, key: str, **values: object) -> str:
        """Return words of papers."""
        return say(key, self.language, **values)

    def number(self, key: str) -> str:
        """Return what a number counts."""
        if key in ("overdue", "silent"):
            return self.say(f"{key}_number")
        return (
            self.say(key)
            if key.startswith(("new_", "undated_"))
            else label("RateKind", key.partition(".")[0], self.language)
        )

    def group(self, group: Group) -> str:
        """Return what a group is called."""
        if group is None:
            return self.say("everything")
        dimension, key = group
        if dimension == "sector":
            return label("Sector", key, self.language)
        return self.of.names[dimension].get(key, {}).get(self.language) or key

    def undated(self, id_: str) -> str:
        """Return the state that a person confirmed without a day, with its words; "" where there is none."""
        step = self.of.undated.words.get(id_)
        if step is None:
            return ""
        state = label("State", step["state"], self.language)
        return self.say("undated_quote", state=state, quote=cut(step["quote"], _QUOTE)) if step["quote"] else state

    def parties(self, ids: Iterable[str]) -> str:
        """Return the names of bodies."""
        return listed((self.group(("partner", id_)) for id_ in ids), self.language)

    def money(self) -> str:
        """Return the money that counts, currency by currency."""
        counted = (money(one.value, one.currency, self.language) for one in self.of.total.money)
        told = self.say("stop").join(counted)
        return self.say("money_counted", money=told) if told else self.say("no_money")

    def remark(self, rate: Rate) -> str:
        """Return what must be known beside a rate."""
        told = []
        if not rate.cases:
            told.append(self.say("nothing_to_say"))
        elif rate.too_few:
            told.append(self.say("too_few_than", least=threshold("smallest_denominator").value))
        if rate.silent:
            told.append(self.say("unseen", count=len(rate.silent)))
        return self.say("stop").join(told)

    def share(self, rate: Rate) -> Line:
        """Return a rate as a paper tells it: of how many, the share and its interval, or that there are too few."""
        counted = Run(self.say("of_cases", count=len(rate.reached), of=len(rate.cases)))
        if rate.share is None or rate.low is None or rate.high is None or rate.too_few:
            return counted, Run(f" · {self.say('too_few') if rate.cases else self.say('nothing_to_say')}", faint=True)
        told = f" · {rate.share:.1%} ({rate.low:.1%}–{rate.high:.1%})"
        return counted, Run(told, strong=True)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Return the reports of signings in the period that do not count; reports of what lies outside it are of others."""
        outside = {one.record for one in self.of.total.left_out if one.why.rule == "outside"}
        return tuple(one for one in self.of.total.left_out if one.record not in outside and one.instead not in outside)

    def document(self, id_: str) -> dict[str, Any]:
        """Return the document of an item."""
        return self.of.documents[self.of.items[id_].document]
