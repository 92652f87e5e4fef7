"""Tests of what somebody asks, read from what they type."""
