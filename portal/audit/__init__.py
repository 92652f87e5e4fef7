"""The log of what was done: one append-only table and the one function that writes it."""
