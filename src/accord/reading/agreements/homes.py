"""Say for which party each person comes.

In:  a scene and its posts.
Out: the party's id by the person's name as it stands in the text.
"""

from collections import Counter

from accord.langs import match
from accord.model.reading import Post
from accord.reading.page.scene import Scene, standings_in

__all__ = ["homes_of"]


_OF = 40  # characters after a name in which its country stands


def homes_of(scene: Scene, posts: tuple[Post, ...]) -> dict[str, str]:
    """Return for whom each person comes: the party of the post, or the page's own country where a minister's is not named."""
    committees = {p.id for p in scene.cast.parties if p.kind == "party_committee"}
    bare = {post.person for post in posts if not post.organization}  # 'of its committee and mayor': for the city
    sides = [p for p in posts if p.party and not (p.party in committees and p.person in bare)]
    homes = {post.person: post.party for post in sides if post.party}
    homes |= _followed(scene)
    homes |= {post.person: home for post in posts if not post.party and (home := _named_in(post.post, scene))}
    own = _own_country(scene)
    for post in posts:
        if own and post.person not in homes and any(match(scene.pack.rules, post.post, kind="national_post")):
            homes[post.person] = own
    first = {person.split()[0]: party for person, party in homes.items()}
    short = {name: party for name, party in first.items() if name in scene.pack.lexicons["surnames"]}
    short |= {person.split()[-1]: party for person, party in homes.items()}
    return {p.text: short[p.text] for p in scene.cast.persons if p.text in short} | homes


def _followed(scene: Scene) -> dict[str, str]:
    """Return the country that follows a person's name: 'President A of Kenya'."""
    countries = {p.id for p in scene.cast.parties if p.region}
    found: dict[str, str] = {}
    for person in scene.cast.persons:
        near = standings_in(scene.cast.standings, person.end, person.end + _OF)
        if near and near[0].parties[0] in countries and scene.page.content[person.end : near[0].start] == " of ":
            found.setdefault(person.text, near[0].parties[0])
    return found


def _named_in(post: str, scene: Scene) -> str | None:
    """Return the country that the post's own words name: 'Ambassador of Japan'."""
    words = " " + post.casefold() + " "
    told = [p for p in scene.cast.parties if p.region and any(f" {name.casefold()} " in words for name in p.names)]
    return told[0].id if len(told) == 1 else None


def _own_country(scene: Scene) -> str | None:
    """Return the country of the dateline, else the one of which the page speaks most."""
    countries = {p.id for p in scene.cast.parties if p.region}
    told = [s for s in scene.cast.standings if s.parties[0] in countries]
    prose = [s for s in scene.page.sentences if s.kind == "prose"]
    if prose and told and told[0].start == prose[0].start:
        return told[0].parties[0]
    most = Counter(s.parties[0] for s in told).most_common(2)
    clear = most and (len(most) == 1 or most[0][1] > most[1][1])
    return most[0][0] if clear else None
