"""Every address of the portal with what it may tell whom, and the audit that holds the two against the one rule."""
