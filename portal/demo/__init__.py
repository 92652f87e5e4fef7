"""The content ``make run`` starts with: ours, plausible and harmless, kept here as readable source."""
