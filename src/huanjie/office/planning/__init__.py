"""Planning (计划): an election under its pack, the unit's own decisions, and the dated schedule."""
