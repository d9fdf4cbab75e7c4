"""Polling (选举日): papers out and in, two sheets, their differences, the declaration."""
