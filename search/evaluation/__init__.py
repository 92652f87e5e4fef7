"""Measuring what search finds: collections of texts and queries, a scratch index, figures, runs."""
