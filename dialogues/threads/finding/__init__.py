"""How threads and posts are found: what the index holds of them, what a result shows, and how both stay true."""
