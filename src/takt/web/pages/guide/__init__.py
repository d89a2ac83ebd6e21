"""The guide of the demonstration: a card on every page that says who does what next."""
