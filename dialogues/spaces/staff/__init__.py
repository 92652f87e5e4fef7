"""What the administration sees of spaces: that they are there, opening one, and breaking the glass."""
