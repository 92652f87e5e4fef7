"""The columns of a table of publications: one list for import, export, dry run, documentation and the staff screen."""
