"""The move of a whole portal from SQLite to PostgreSQL: every row of every table, compared afterwards."""
