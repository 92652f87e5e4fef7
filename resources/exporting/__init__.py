"""Publications as rows and as metadata, for whoever may read them."""
