"""The screen on which files are given to a publication: added several at once, told apart by language, replaced."""
