"""The tables of what may be suggested."""
