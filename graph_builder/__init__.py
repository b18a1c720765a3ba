"""From a file of a notice to its graph in a store: reading, extraction, resolution, assembly, stores, command line."""
