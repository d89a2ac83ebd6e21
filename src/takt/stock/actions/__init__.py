"""The actions of this clause, one file a step. Importing the folder registers them."""
