"""The ontology, the model read from it, and the records that flow through the program."""
