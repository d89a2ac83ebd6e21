"""What waits for whom (II.1, II.3): computed from the rows, so that nobody files a task and none is forgotten.

待办: for each kind of waiting thing one select, all of them in one statement that is the same for every reader.
"""
