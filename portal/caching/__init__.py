"""What the processes of several machines remember together: Redis, with a table of the database standing by."""
