"""III.4: the floor. What is to be done, the operator's station, and what goes wrong."""
