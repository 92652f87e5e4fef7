"""What is said in closed spaces: threads, their posts, and what a reader may learn of who spoke."""
