"""Every mail of the portal: a row in the transaction of the act, a letter when the worker sends it.

``writing`` posts; ``kinds`` is where whoever knows a kind of mail says how it reads; ``sending`` is the worker's side.
"""
