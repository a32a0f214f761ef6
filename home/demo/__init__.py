"""The demo content: an invented cultural centre, written in both languages, and what puts it into the database."""
