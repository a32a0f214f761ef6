"""Pages of an account that are our own; the rest are allauth's, in our templates."""
