"""What is read: views, texts of files read here, and downloads, counted by month without any trace of persons.

A row says how often a publication or a country page was read in one language in one month, and nothing else. Counts
are gathered in memory and written together, so that no reader waits for one.
"""
