"""Count projects and their money by a policy that is data, and rates that say of how many: every number opens.

In:  records of what befell projects (signings, increases, upgrades, payments, renames), a policy, a period.
Out: a `Total` with every record counted or left out, each by which rule and why; rates with numerator, denominator,
     a 90 % interval, and whether there are too few to say.

Begin at `totals.count`, then `policies/*.toml`; which event a report tells of, `events.events_said`; what is one project,
`joined.joined`; rates, `rates.rates`. To count another way: a file in `policies/`; it is refused unless its rules settle
every case.
"""

from accord.follow.counting.events import EventSaid, events_said
from accord.follow.counting.joined import joined
from accord.follow.counting.policy import POLICIES, Policy, Rule, policy
from accord.follow.counting.rates import RATES, Case, Rate, project_case, promise_case, rates, wilson
from accord.follow.counting.records import Event, Record
from accord.follow.counting.signings import amount_of, record_of
from accord.follow.counting.totals import Counted, LeftOut, Total, count

__all__ = [
    "POLICIES",
    "RATES",
    "Case",
    "Counted",
    "Event",
    "EventSaid",
    "LeftOut",
    "Policy",
    "Rate",
    "Record",
    "Rule",
    "Total",
    "amount_of",
    "count",
    "events_said",
    "joined",
    "policy",
    "project_case",
    "promise_case",
    "rates",
    "record_of",
    "wilson",
]
