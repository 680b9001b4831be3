"""What the pages tell, worked out from one state of the graph as plain values that JSON has.

Each module answers for one page: its function takes the graph and the request's values, and gives what the
page shows and its JSON twin is.
"""
