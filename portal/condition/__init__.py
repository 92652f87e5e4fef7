"""How the portal stands, on one page for its administrators, and what they can do about what failed."""
