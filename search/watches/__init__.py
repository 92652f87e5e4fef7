"""Watches of the library: who is told of what is new in it, and in which languages."""
