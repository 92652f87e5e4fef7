"""The marking of each translation group: one row, outside pages, revisions, copies and translations."""
