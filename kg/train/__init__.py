"""Learning the models that ship with kg from annotated articles."""
