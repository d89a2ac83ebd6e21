"""The management's morning page: what needs them first, the figures, their charts, and the rows behind each."""
