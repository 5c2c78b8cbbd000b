"""The ledger: each promise once over all reports that word it, its grade, its state, from when it is overdue and silent.

In -> out: units that changed -> the promises that are otherwise by it (`touched`) -> their rows (`settling`, pure `ledger`) -> since
when nobody speaks of them (`silence`).
Begin at `settling.py`.
"""
