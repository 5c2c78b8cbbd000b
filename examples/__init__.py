"""The shipped examples: news in our own words, and what to see in them."""
