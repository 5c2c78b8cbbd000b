"""Archives of articles, whole and broken."""
