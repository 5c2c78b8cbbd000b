"""Who may use a register: accounts, their sessions and tokens, attempts, what was done.

In -> out: a name and a proof of it -> an account; what somebody did -> a line of the audit.
Begin at `accounts.py`.
"""
