"""Pages of those who look after Takt itself: letters, jobs, refused attempts, the journal's proof, health."""
