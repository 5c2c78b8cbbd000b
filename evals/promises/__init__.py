"""How many promises does the reader know, in documents that tell them in as many ways as public pages do?"""
