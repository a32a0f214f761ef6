"""Jobs of translators: counting, keeping the rows of the board right, and the steps from hand to hand."""
