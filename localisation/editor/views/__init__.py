"""The editor's addresses: the page itself, and what it asks for while somebody works."""
