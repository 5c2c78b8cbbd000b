"""Chinese, Simplified and Traditional. What is peculiar here: README.md."""
