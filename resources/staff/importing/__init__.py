"""The screens on which staff import publications from a table."""
