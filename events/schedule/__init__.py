"""How the dates of an event come to be and change: by a rule, one by one, with a way back."""
