"""Looking after what is said in spaces: posts that wait, reports, decisions with their reasons, appeals, and masks."""
