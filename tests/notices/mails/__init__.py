"""What each mail says, and until when."""
