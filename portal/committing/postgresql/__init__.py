"""PostgreSQL, with work before the commit."""
