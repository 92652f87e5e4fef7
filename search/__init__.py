"""Finding what is published: analysis, engines, the query plan, results and their page."""
