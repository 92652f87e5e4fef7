"""What has to be done last of all in a transaction: Django's two databases, with a place for work before the commit."""
