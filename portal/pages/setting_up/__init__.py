"""What every portal needs before its first reader: locales, countries, terms, the page tree, roles.

Each step can be run again at any time: it adds what is missing and leaves what staff changed.
"""
