"""Which version of the register this program makes."""

__all__ = ["DERIVED", "HEAD"]

HEAD = "0006"  # newest migration of the log; a test holds it against the migrations
DERIVED = "10"  # of the derived tables and of what the fold puts there, rules of `follow` that it asks among them; a change folds the register anew
