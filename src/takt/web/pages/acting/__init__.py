"""Every action on a page: the form comes from its signature, the act goes through the door, a refusal comes back to its field."""
