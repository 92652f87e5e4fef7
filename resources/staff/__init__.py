"""Screens of the administration for the library."""
