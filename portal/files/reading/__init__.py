"""Reading the text of a file as pages of the portal, without fetching the file."""
