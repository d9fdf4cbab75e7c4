"""Incumbents (班子和任职): the bodies of a place, their terms, and who holds which post."""
