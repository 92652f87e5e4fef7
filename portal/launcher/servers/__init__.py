"""Servers for development and tests on this machine: Elasticsearch and PostgreSQL, gone when the block is left.

Each is a context manager on loopback or a socket, without passwords: nothing here is meant for a portal that answers
anybody. Tests, drills and benchmarks start them from here too.
"""
