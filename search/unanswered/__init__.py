"""Searches without results: what visitors looked for and did not find, counted without knowing who asked."""
