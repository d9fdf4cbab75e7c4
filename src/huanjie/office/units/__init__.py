"""Units (单位): the tree of places, and who holds which role where."""
