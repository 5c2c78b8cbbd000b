"""What the program suggests or doubts, for a person to decide.

In -> out: an open register -> proposals (same body, same agreement, same person) and doubtful facts, with both sides' evidence.
Begin at `proposing.py`.
"""
