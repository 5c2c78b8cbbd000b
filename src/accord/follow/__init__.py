"""What became of every promise: pure computations over what was read, never a decision and nothing kept.

In:  texts; plain values of promises, projects and mechanisms, with the days on which something was said of them; `as_of`.
Out: what words say of how far a thing is; what grade a promise is, since when it is silent, by how much it is overdue;
     how far a project has come; totals and rates that open into their items; sessions expected, held and missed.

Begin at `states/` (which words of a text say how far something is), `silence.py`, `stages.py`, `checkability.py`,
`counting/`, `sessions.py`.
To change a number that decides: `data/thresholds.toml`; a stage: `data/stages.tsv`; how is counted: `counting/policies/`; a
word that says a state: `states/data/`.
"""
