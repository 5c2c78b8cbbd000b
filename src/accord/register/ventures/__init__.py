"""Ventures: what is one project over all documents and agreements, how far it is, what counts of it, of which groups it is.

In -> out: units that changed -> the namings and agreements that are otherwise by it (`touched`) -> all that is one with them, now
or before (`joining`) -> ventures (`describing`, pure) and groups of theirs and of promises (`marking`), written (`settling`).
Begin at `settling.py`. What is one project, and what counts, say `follow.counting` and `follow.stages`.
"""
