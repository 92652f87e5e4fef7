"""The way of every file: received → checked → text taken → ready, or refused with a reason.

``checking.check`` is asked before a file is stored, by whatever way it comes; ``steps.advance`` takes a stored file
on, in the worker; ``mending`` finds those that were left behind.
"""
