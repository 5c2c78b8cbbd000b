"""What waits to be read, and the folders and feeds that are watched.

In -> out: what came by the doors -> jobs, taken one by one; what was seen before.
Begin at `jobs.py`.
"""
