"""Keeping the portal safe: a backup of database and files while others work, and its restore into an empty place."""
