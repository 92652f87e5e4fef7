"""Commands of search: look, rebuild, check."""
