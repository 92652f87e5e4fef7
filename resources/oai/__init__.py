"""Metadata of what is public, for programs that harvest it (OAI-PMH 2.0).

``keeping`` writes down when each public record began, changed or ended; ``views`` answers the six verbs from that.
Whoever asks gets what an anonymous visitor may read. What was never public has no row here and is never told of.
"""
