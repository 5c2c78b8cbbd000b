"""What many agreements say together: who agrees with whom, and which regions do.

In -> out: questions to a register (`Asking`), or what one of its states holds (`Ties`) -> counts, graphs, points.
Pure but for what is kept of one state of the register; nothing is written, no words are shown, only counted.
Begin at `ties.py` (all agreements of one state, as arrays), then `network.py` and `regions.py` (what is drawn of them).
To add a question over agreements, write it over `Ties`; one over facts asks the register.
"""

from accord.insight.kept import Kept
from accord.insight.network import Graph, Network, around, brought_in, network, partners, strongest
from accord.insight.regions import Atlas, atlas
from accord.insight.ties import LEVELS, Asked, Ties, load_ties

__all__ = [
    "LEVELS",
    "Asked",
    "Atlas",
    "Graph",
    "Kept",
    "Network",
    "Ties",
    "around",
    "atlas",
    "brought_in",
    "load_ties",
    "network",
    "partners",
    "strongest",
]
