"""Retention: how long each kind of thing is kept, what becomes of it then, and what is held back from that."""
