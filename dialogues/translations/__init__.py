"""Translations of posts, made by people: who may add one, how far it is trusted, and what it may show."""
