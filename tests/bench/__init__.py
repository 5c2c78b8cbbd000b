"""Tests of what measures: pages made of figures, the archives that are read."""
