"""Read news articles about deals between companies into an RDF graph in which every fact keeps its sentence."""
