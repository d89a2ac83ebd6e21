"""Live pages (II.1: information is updated and passed on in time): what happens to an order is told at once to every open
page that shows it. Decision: docs/decisions/0009-live.md.
"""
