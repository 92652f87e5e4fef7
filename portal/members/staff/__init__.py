"""Screens of the administration for bodies, delegations, seats and people."""
