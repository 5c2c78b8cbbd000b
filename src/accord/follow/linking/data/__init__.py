"""Tables of linking: words that such news says too often to tell anything, kinds of things, weights."""
