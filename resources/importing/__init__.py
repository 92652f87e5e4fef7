"""Publications from a table: reading it, judging each row, writing what is new or changed, and saying what was not."""
