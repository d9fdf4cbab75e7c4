"""Electors (选举人): who of a roll votes, how each is told, and what anybody may ask about it."""
