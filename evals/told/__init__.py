"""How often is the state of a promise told rightly that a sentence of later news says in words nobody has made rules of?"""
