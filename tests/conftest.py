"""That this file is here puts the folder on the path: tests share ``sample_graph``."""
