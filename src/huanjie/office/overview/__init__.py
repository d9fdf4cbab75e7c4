"""Overview (总览): the next step of a unit, the board of a county."""
