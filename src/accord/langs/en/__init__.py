"""English. What is peculiar here: README.md."""
