"""待办, the home of everybody in the company: what waits for me, what I did, what I began, what I was told."""
