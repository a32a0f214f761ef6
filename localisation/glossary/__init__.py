"""The glossary: words of the house, and how they are translated."""
