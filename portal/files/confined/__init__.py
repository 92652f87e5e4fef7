"""What is done to a file that nobody has read yet: in a process of its own, limited in time, memory and output.

``running`` is the portal's side. Everything else here runs in the child, which knows neither Django nor the database:
it is given a path and writes JSON, one line a record.
"""
