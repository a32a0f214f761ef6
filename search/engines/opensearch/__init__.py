"""OpenSearch as the engine: its index holds the words of the entries as our own analyser has taken them apart."""
