"""Suggestions, did-you-mean and nearest words, from what anybody may read."""
