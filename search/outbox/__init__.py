"""The outbox: what changed and has yet to reach an engine that is not in the database."""
