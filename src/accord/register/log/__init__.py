"""The log: texts, appearances, readings, decisions, refusals. It is only ever added to.

In -> out: what came and what was decided -> rows, in the writer's transaction.
Begin at `log.py`; many rows of an office's ledger at once, `ledgers.py`.
"""
