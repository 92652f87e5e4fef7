"""Closed spaces: who owns them, who is in them, and what each may do there."""
