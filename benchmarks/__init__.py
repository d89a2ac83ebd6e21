"""What we claim about speed, as commands: each prints its figures, the last line as JSON."""
