"""Countries as data, and the tile grid that shows the region without drawing a border."""
