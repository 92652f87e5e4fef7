"""The text of files: taken page by page, its language guessed, its quality judged."""
