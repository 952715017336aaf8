"""Pure functions of networkx graphs; they import nothing of the rest of `kg`."""
