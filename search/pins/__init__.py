"""Pinned results: what staff put first for a question."""
