"""Whole archives, shard by shard."""
