"""Pages, a SPARQL endpoint and linked data over a store, to be looked at and never written."""
