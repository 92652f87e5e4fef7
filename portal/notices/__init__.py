"""What staff are told: first of all what readers found wrong on a page."""
