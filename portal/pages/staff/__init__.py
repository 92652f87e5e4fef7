"""Screens of the administration that belong to no single type of page."""
