"""What keeps the app safe: who is inside, what they may do, what a form must bring, what a browser may load.

In -> out: a request -> a `Session`, or a refusal.
Begin at `sessions.py`, then `roles.tsv` (who may do what), `guards.py` (what routes ask for), `headers.py`.
"""
