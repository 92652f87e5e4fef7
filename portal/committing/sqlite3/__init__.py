"""SQLite, with work before the commit."""
