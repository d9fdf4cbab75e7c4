"""Requests and filings (请示、批复、备案): what goes to those above, and what they answer."""
