"""The words of the field as data: instruments and their provisions, themes, audiences, victim groups."""
