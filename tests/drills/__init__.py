"""The long proofs: what a made portal on real servers comes to when parts of it are killed; ``make drill``."""
