"""A page that was open to all and has been withdrawn."""


class Gone(Exception):
    """Raised for an address whose page was TLP:CLEAR when it was withdrawn; answered with 410."""
