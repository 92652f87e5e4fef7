"""The report of what is read, for staff."""
