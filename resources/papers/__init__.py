"""The files of publications in the index: their text is found page by page, under the rule of what carries them."""
