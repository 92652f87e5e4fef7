"""What stands between ``make`` and the portal: it runs on the system's Python, before anything is installed.

Standard library only, except below ``management/``, which runs inside the environment made here.
"""
