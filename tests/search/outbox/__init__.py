"""Changes on their way to an engine that keeps its index elsewhere."""
