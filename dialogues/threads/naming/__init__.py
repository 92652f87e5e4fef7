"""Naming people in a post with ``@``: a delegation, a seat or a person of the space, who are then told of it.

What was named stands in the text and nowhere else.
"""
