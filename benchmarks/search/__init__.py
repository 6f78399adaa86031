"""Search and facets measured side by side: `make bench`, see `__main__`."""
