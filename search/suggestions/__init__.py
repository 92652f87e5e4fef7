"""Suggestions while typing, did-you-mean and nearest words: all of it from texts that anybody may read.

One table holds the titles of public documents and the terms of the glossary. Nothing restricted ever enters it, so
nothing restricted can be told by what it suggests, nor by what it leaves out.
"""
