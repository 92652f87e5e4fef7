"""Uploaded files and images, and the views that serve them after asking the rule."""
