"""Fakes of what rooms need from outside."""
