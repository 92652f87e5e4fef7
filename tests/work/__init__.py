"""Tests of background work; those with real processes run on the small settings in ``alone``."""
