"""The page that explains how to search: one text a language, each with examples that lead to results."""
