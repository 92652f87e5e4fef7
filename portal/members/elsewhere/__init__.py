"""Signing in at an identity provider in the place of the password, where the portal has one."""
