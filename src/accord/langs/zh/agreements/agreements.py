"""Make one agreement of the tellings of one: group them, and give each its day, place and signatories.

In:  a scene and its posts.
Out: `Agreement`s, without sectors (those need the commitments, too).
"""

import msgspec

from accord.langs.news import is_old
from accord.langs.rules import match
from accord.langs.zh.agreements.homes import homes_of
from accord.langs.zh.agreements.occasions import Spot, happening_before, is_news, when_of, when_told, where_of
from accord.langs.zh.agreements.signatories import signatories
from accord.langs.zh.agreements.tellings import Telling, find_tellings
from accord.langs.zh.page.scene import Scene, within
from accord.model.dates import precision
from accord.model.page import DateMention, Sentence
from accord.model.reading import Agreement, Because, Money, Post, Span
from accord.model.terms import AgreementKind

__all__ = ["find_agreements"]

_VAGUE = ("other", "cooperation")
_TWO = 2
_DAY = 3  # precision from which a date says its day


class _Group(msgspec.Struct):
    """Tellings of one agreement, while they are being gathered."""

    tellings: list[Telling]
    parties: tuple[str, ...]
    kinds: set[AgreementKind] = set()  # of its tellings; msgspec copies it
    titles: set[str] = set()  # that they state

    def add(self, one: Telling) -> "_Group":
        """Return itself with one telling more."""
        self.tellings.append(one)
        self.kinds.add(one.kind)
        if one.title:
            self.titles.add(one.title)
        return self


def find_agreements(scene: Scene, posts: tuple[Post, ...]) -> tuple[Agreement, ...]:
    """Return the agreements that the page reports as its news, without sectors."""
    if not is_news(scene):
        return ()
    groups = _gathered(scene, find_tellings(scene, homes_of(scene, posts)))
    made = _of_one_occasion(scene, groups, [_agreement(scene, group, groups, posts) for group in groups])
    fresh = [a for a in made if a.status == "planned" or not is_old(a.date, scene.published)]
    news = [a for a in fresh if not _is_summary(a, fresh)]
    return tuple(msgspec.structs.replace(a, id=f"a{n}") for n, a in enumerate(news, 1))


def _is_summary(one: Agreement, every: list[Agreement]) -> bool:
    """Return whether an agreement only sums up others: 24日至25日甲与乙、丙签署, then each of the two on its own day."""
    own = set(one.parties)
    parts = [a for a in every if set(a.parties) < own and a.kind in (one.kind, *_VAGUE)]
    whole = set().union(*(a.parties for a in parts)) == own
    return len(parts) >= _TWO and whole and bool(one.date) and precision(one.date or "") < _DAY


def _of_one_occasion(scene: Scene, groups: list[_Group], made: list[Agreement]) -> list[Agreement]:
    """Return the agreements, those of which neither day nor place is said with those of the one told before."""
    found: list[Agreement] = []
    for group, one in zip(groups, made, strict=True):
        told = [t for t in group.tellings if not t.weak]
        silent = not (one.date or one.place or any(when_told(scene, t.sentence, t.at).settled for t in told))
        if silent and found and one.status == found[-1].status == "signed":
            before = found[-1]
            lent = tuple(b for b in before.because if b.field in ("date", "place"))
            found.append(msgspec.structs.replace(one, date=before.date, place=before.place, because=one.because + lent))
        else:
            found.append(one)
    return found


def _gathered(scene: Scene, tellings: list[Telling]) -> list[_Group]:
    """Return the tellings grouped: prose first, since headlines leave words out, and what is only referred to last."""
    groups: list[_Group] = []
    for one in sorted(tellings, key=_precedence):
        home = _home(scene, groups, one)
        if home is not None:
            home.add(one)
        elif len(one.parties) >= _TWO and not one.weak:
            groups.append(_Group([], one.parties).add(one))
    return sorted(groups, key=_told_first)


def _precedence(one: Telling) -> tuple[bool, bool, bool, bool, bool, int]:
    """Return what says which telling is grouped first: signing, then ceremonies, then bonds without a document."""
    return one.weak, one.sentence.kind == "heading", one.bare, one.kind == "other", one.event, one.at


def _told_first(group: _Group) -> tuple[bool, int]:
    """Return what orders agreements: where prose tells of them first, those of headlines alone before."""
    prose = [t.at for t in group.tellings if t.sentence.kind == "prose"]
    return bool(prose), min(prose or (t.at for t in group.tellings))


def _home(scene: Scene, groups: list[_Group], one: Telling) -> _Group | None:
    """Return the group of whose agreement a telling speaks."""
    mine = set(one.parties)
    same = [g for g in groups if set(g.parties) == mine]
    fits = [g for g in same if _agree(g, one)]
    if not fits and same and not _is_another(scene, same[-1], one):
        return same[-1]
    if not mine:
        return _told_last(groups, one)
    if not fits and _is_for_both(scene, one) and (told := _told_last(groups, one, far=True)):
        return told
    if not fits and groups and one.described and one.status == "planned":
        return groups[-1]  # 下一步，双方还将签订合同
    if not fits and (one.sentence.kind == "heading" or one.weak or one.bare or one.event or len(mine) < _TWO):
        within = [g for g in groups if mine <= set(g.parties) or set(g.parties) <= mine]
        near = within or ([] if _is_own(scene, one) else [g for g in groups if mine & set(g.parties)])
        fits = [g for g in near if _agree(g, one)] or near[:1]
        before = [g for g in fits if min(t.at for t in g.tellings) < one.at]
        return (before or fits)[-1] if fits else None
    return fits[0] if fits else None


def _is_for_both(scene: Scene, one: Telling) -> bool:
    """Return whether persons sign for both sides: what was told just before, whatever bodies their titles name."""
    return any(match(scene.pack.rules, scene.text[one.start : one.at], kind="for_both"))


def _is_own(scene: Scene, one: Telling) -> bool:
    """Return whether a ceremony names both its sides in prose, by more than a letter: of other sides it is another one."""
    named = one.sentence.kind == "prose" and not (one.weak or one.bare or one.described)
    said = within(scene.cast.standings, one.start, one.end) if named else []
    return len({p for s in said if s.named and s.end - s.start > 1 for p in s.parties} & set(one.parties)) >= _TWO


def _told_last(groups: list[_Group], one: Telling, *, far: bool = False) -> _Group | None:
    """Return the agreement told of just before a telling that names nobody (会上签署了协议), if it may be of that kind.

    Args:
        far: Whether it may stand more than a paragraph before.
    """
    before = [(max(t.at for t in g.tellings if t.at < one.at), n) for n, g in enumerate(groups) if _began(g, one)]
    group = groups[max(before)[1]] if before else None
    near = group and any(far or 0 <= one.sentence.paragraph - t.sentence.paragraph <= 1 for t in group.tellings)
    return group if group and near and (one.kind in group.kinds or one.kind in _VAGUE) else None


def _began(group: _Group, one: Telling) -> bool:
    return any(t.at < one.at for t in group.tellings)


def _is_another(scene: Scene, group: _Group, one: Telling) -> bool:
    """Return whether a telling of the same parties is of another document: in the same breath, or by its words (还签署)."""
    if one.status == "planned" and any(t.status == "signed" for t in group.tellings):
        return False  # what is to follow from an agreement is not the news
    if any(t.title for t in group.tellings) and one.title:
        return True
    beside = any(t.sentence == one.sentence for t in group.tellings)
    words = scene.text[one.sentence.start : one.at]
    return beside or any(match(scene.pack.rules, words, kind="another"))


def _agree(group: _Group, one: Telling) -> bool:
    """Return whether a telling may speak of a group's document: titles alike, kinds that do not speak against it."""
    if group.titles and one.title and one.title not in group.titles:
        return False
    return one.kind in group.kinds or one.kind in _VAGUE or (bool(group.kinds & set(_VAGUE)) and not one.title)


def _agreement(scene: Scene, group: _Group, groups: list[_Group], posts: tuple[Post, ...]) -> Agreement:
    first = group.tellings[0]
    named = _named(group)
    date, spot = _when_and_where(scene, group, groups)
    because = [Because("kind", *named.kind_span, named.kind_rule)] if named.kind_span else []
    because.append(Because("status", first.at, first.end, first.rule))
    because += [Because("date", date.start, date.end, date.rule)] if date else []
    because += [Because("place", spot.start, spot.end, "zh.place.here")] if spot else []
    signed = _is_signed(group)
    return Agreement(
        id="a",
        rule=first.rule,
        kind=named.kind,
        status="signed" if signed else "planned",
        title=next((t.title for t in group.tellings if t.title), None),
        ordinal=None,
        since=None,
        date=date.date if date else None,
        place=spot.text if spot else None,
        parties=group.parties,
        signatories=signatories(scene, group.tellings, posts),
        sectors=(),
        amount=_amount(scene, group),
        evidence=_evidence(scene, group),
        because=tuple(because),
        doubts=(),
        confidence=max(t.confidence for t in group.tellings),
    )


def _named(group: _Group) -> Telling:
    """Return the telling that says best of what kind the document is: prose first, unless a headline is more precise."""
    told = [t for t in group.tellings if not t.weak]
    prose = [t for t in told if t.sentence.kind == "prose" and not t.bare]
    precise = [t for t in told if t.kind not in (*_VAGUE, "contract")]
    for choice in (
        [t for t in prose if t.kind not in _VAGUE],
        precise,
        [t for t in prose if t.kind != "other"],
        [t for t in told if t.kind != "other"],
    ):
        if choice:
            return choice[0]
    return group.tellings[0]


def _is_signed(group: _Group) -> bool:
    """Return whether it is signed: as prose says, since headlines leave 拟 out."""
    told = [t for t in group.tellings if not t.weak]
    prose = [t for t in told if t.sentence.kind == "prose" and not t.bare]
    return any(t.status == "signed" for t in prose or told)


def _when_and_where(scene: Scene, group: _Group, groups: list[_Group]) -> tuple[DateMention | None, Spot | None]:
    """Return day and place of the signing: from what tells of it, else of another in its sentence, else of its occasion."""
    own = [t for t in group.tellings if not t.weak and t.sentence.kind == "prose"] or group.tellings[:1]
    here = {t.sentence for t in own}
    beside = [t for g in groups if g is not group for t in g.tellings if t.sentence in here and not t.weak]
    prose = [t for t in own if t.sentence.kind == "prose"]
    signed = [t for t in prose if t.status == "signed"]
    telling = dict.fromkeys(t.sentence for t in signed)
    happened = dict.fromkeys(s for one in telling for s in happening_before(scene, one, group.parties))
    around = [(t.sentence, t.at) for t in (*own, *beside)] + [(s, s.end) for s in happened]
    return when_of(scene, around), where_of(scene, around)


def _amount(scene: Scene, group: _Group) -> Money | None:
    """Return the amount of the sentences that tell of it, where they state one alone."""
    for told in (_sentences(group), _sentences(group)[:1]):
        amounts = {m.money for s in told for m in within(scene.money, s.start, s.end)}
        if len(amounts) == 1:
            return next(iter(amounts))
    return None


def _sentences(group: _Group) -> list[Sentence]:
    return list(dict.fromkeys(t.sentence for t in group.tellings if not t.weak))


def _evidence(scene: Scene, group: _Group) -> tuple[Span, ...]:
    """Return the sentences that tell of it, and one that names a party where they only describe them."""
    spans = [(s.start, s.end) for s in _sentences(group)]
    named = [s for s in scene.cast.standings if s.named and set(s.parties) & set(group.parties)]
    if named and not any(a <= s.start and s.end <= b for s in named for a, b in spans):
        nearest = min(named, key=lambda s: abs(s.start - spans[0][0]))
        spans += [(s.start, s.end) for s in scene.sentences if s.start <= nearest.start < s.end]
    return tuple(sorted(set(spans)))
