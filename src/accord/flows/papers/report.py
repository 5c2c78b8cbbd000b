"""The report of a period, as a paper and as a workbook.

In:  one state of a register, a period (`2026-10`, `2026-Q4`, `2026`), dimensions, a language.
Out: a `Paper`; sheets of a workbook in which every number leads to its items.
"""

from collections.abc import Iterable, Iterator

from accord.exchange.book import Sheet
from accord.exchange.paper import Line, Paper, Part, Points, Run, Table, cut
from accord.flows.papers.periods import days_of, period_told
from accord.flows.papers.report_book import sheets
from accord.flows.papers.report_words import UNDATED, Telling
from accord.flows.papers.wording import Cited, listed
from accord.follow.counting import RATES, policy
from accord.follow.thresholds import threshold
from accord.insight.owed import Owed
from accord.insight.report import DIMENSIONS, report
from accord.register import Asking

__all__ = ["report_paper", "report_sheets", "told"]

_GROUPS, _OPEN, _QUOTE = 12, 12, 80.0  # rows of a table of a paper; the width of a quote in sizes of its type


def told(asking: Asking, period: str, *, language: str, by: Iterable[str] = DIMENSIONS) -> Telling:
    """Return the report of a period, ready to be told in a language.

    Raises:
        ValueError: It is no period.
    """
    return Telling(report(asking, days_of(period), by=tuple(by)), language, period)


def report_sheets(to: Telling) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook: numbers, items, counting, what is overdue and silent."""
    return sheets(to)


def report_paper(to: Telling) -> Paper:
    """Return the paper: what is new, rates, the same by groups, what is overdue and silent, how it was counted."""
    last = to.of.period[1].isoformat()
    cited = Cited(to.of.documents, to.language)
    parts = [_news(to), _rates(to), *_groups(to), *_open(to, cited), *_undated(to, cited)]
    if sources := cited.lines():
        parts.append(Part(to.say("sources"), (Points(sources, numbered=True, small=True),)))
    parts.append(Part(to.say("how"), (Points(tuple((Run(line),) for line in _how(to)), small=True),)))
    title = to.say("report_title", period=period_told(to.period, to.language))
    under = to.say("report_under", day=last, policy=_policy(to))
    return Paper(to.language, title, under, tuple(parts), to.say("foot", title=title, day=last), last, cited.documents)


def _news(to: Telling) -> Part:
    values = {number.key: number.value for number in to.of.numbers if number.group is None}
    keys = ("new_agreements", "new_projects", "overdue", "silent")
    lines = [(Run(f"{to.number(key)}: "), Run(f"{values[key]:,}", strong=True)) for key in keys]
    return Part(to.say("new"), (Points((*lines[:2], (Run(to.money()),), *lines[2:])),))


def _rates(to: Telling) -> Part:
    rows = tuple(
        ((Run(to.number(rate.kind)),), to.share(rate), (Run(to.remark(rate), faint=True),))
        for group, rate in to.of.rates
        if group is None
    )
    return Part(
        to.say("rates"), (Table(tuple(map(to.say, ("col_what", "col_share", "col_remark"))), (34, 36, 30), rows),)
    )


def _groups(to: Telling) -> Iterator[Part]:
    """Yield a table a dimension: what is new of each group, and its rates."""
    values = {(number.key, number.group): number.value for number in to.of.numbers}
    shares = {(rate.kind, group): to.share(rate) for group, rate in to.of.rates}
    kinds = tuple(kind for kind in RATES if kind != "producing_of_started")
    heads = (to.say("col_group"), to.say("new_projects"), *map(to.number, kinds))
    for dimension, keys in to.of.groups.items():
        none: Line = (Run(to.say("nothing_to_say"), faint=True),)
        rows = tuple(
            (
                (Run(cut(to.group((dimension, key)), 26)),),
                (Run(str(values[("new_projects", (dimension, key))])),),
                *(shares.get((kind, (dimension, key)), none) for kind in kinds),
            )
            for key in keys[:_GROUPS]
        )
        blocks: list[Line | Table] = [Table(heads, (28, 12, 20, 20, 20), rows)] if rows else [none]
        if more := len(keys) - len(rows) + to.of.more[dimension]:
            blocks.append((Run(to.say("more_groups", count=more), faint=True),))
        yield Part(to.say(f"groups_{dimension}"), tuple(blocks))


def _open(to: Telling, cited: Cited) -> Iterator[Part]:
    late = [one for one in to.of.owed.values() if one.overdue]
    silent = [one for one in to.of.owed.values() if not one.overdue]
    late.sort(key=lambda one: (-(one.overdue.days if one.overdue else 0), one.record["id"]))
    silent.sort(key=lambda one: (-(one.silence.days or 0), one.record["id"]))
    for key, owed in (("overdue_list", late), ("silent_list", silent)):
        lines = tuple(_owed(to, cited, one) for one in owed[:_OPEN])
        blocks: list[Line | Points] = [Points(lines)] if lines else [(Run(to.say("nothing_to_say"), faint=True),)]
        if more := len(owed) - len(lines):
            blocks.append((Run(to.say("more", count=more), faint=True),))
        yield Part(to.say(key), tuple(blocks))


def _owed(to: Telling, cited: Cited, one: Owed) -> Line:
    record, quiet = one.record, one.silence
    if one.overdue:
        said = to.say("overdue", days=one.overdue.days, day=one.overdue.due)
    else:
        said = to.say("heard_silent", day=quiet.since, documents=len(quiet.documents), sources=len(quiet.sources))
    actors = listed((to.group(("partner", body["id"])) for body in record["parties"]), to.language)
    words = f"{cut(actors, 30)}: " if actors else ""
    return (
        Run(words, strong=True),
        Run(f"“{cut(record['quote'] or '', _QUOTE)}” · {said}", about=record["id"]),
        cited.mark(record["document"]),
    )


def _undated(to: Telling, cited: Cited) -> Iterator[Part]:
    """Yield what is of no period, by what it is; nothing where all has a day."""
    found = {one.key: one.items for one in to.of.numbers if one.key in UNDATED and one.items}
    blocks: list[Line | Points] = []
    for key, ids in found.items():
        blocks.append((Run(f"{to.number(key)}: "), Run(f"{len(ids):,}", strong=True)))
        blocks.append(Points(tuple(_without(to, cited, key, id_) for id_ in ids[:_OPEN])))
        if len(ids) > _OPEN:
            blocks.append((Run(to.say("more", count=len(ids) - _OPEN), faint=True),))
    if blocks:
        yield Part(to.say("undated_part"), (*blocks, (Run(to.say("undated_advice"), faint=True),)))


def _without(to: Telling, cited: Cited, key: str, id_: str) -> Line:
    one, said = to.of.items[id_], to.undated(id_) if key == "undated_words" else ""
    actors = to.parties(one.parties)
    told = f"“{cut(one.words, _QUOTE)}”{f' · {said}' if said else ''}"
    step = to.of.undated.words[id_]["document"] if said else None
    return (
        Run(f"{cut(actors, 30)}: " if actors else "", strong=True),
        Run(told, about=id_),
        cited.mark(step or one.document),
    )


def _how(to: Telling) -> Iterator[str]:
    yield to.say("policy_is", name=_policy(to), basis=_policy(to, "basis_"))
    yield to.say("left_out", count=len(to.left_out))
    yield to.say("states_are")
    yield to.say("interval_is", least=threshold("smallest_denominator").value)
    yield to.say("items_are")


def _policy(to: Telling, of: str = "") -> str:
    told: str = getattr(policy(to.of.total.policy), f"{of}{to.language}")
    return told
