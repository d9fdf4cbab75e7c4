"""Deeds (办事记录): what was done, once, and the log that proves it."""
