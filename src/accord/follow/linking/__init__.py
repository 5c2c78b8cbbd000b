"""Of which earlier promise later news speaks, with reasons; a person decides.

In:  promises of the register, and one later document with what its words say of states (`states_said`).
Out: `Link`s, the best targets of each sentence first, each with a score, reasons and the state that the words give.
Begin at `links_of`. To change what counts: `data/weights.toml`; words that are too common to tell anything: `data/frequent.tsv`.
What is learnt and not for hands: `data/meaning.tsv`, `data/trees.tsv`, `data/promising_*.tsv`, `data/told_*.tsv`.
"""

from accord.follow.linking.known import Promises
from accord.follow.linking.promises import Later, Promise
from accord.follow.linking.promising import promises_in
from accord.follow.linking.ranking import Link, links_of
from accord.follow.linking.weak import plans_in

__all__ = ["Later", "Link", "Promise", "Promises", "links_of", "plans_in", "promises_in"]
