"""What many agreements and promises say together: who agrees with whom, rates, projects, what stands in briefs and reports.

In -> out: questions to a register (`Asking`), or what one of its states holds (`Ties`) -> counts, graphs, points, contents.
Pure but for what is kept of one state of the register; nothing is written.
Begin at `ties.py` (all agreements of one state, as arrays), `rates.py` (shares with their denominators) or `brief.py`.
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
