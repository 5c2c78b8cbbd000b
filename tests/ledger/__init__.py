"""Ledgers of different make: what their rows say, and what importing them does."""
