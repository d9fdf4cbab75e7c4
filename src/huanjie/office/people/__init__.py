"""People (账号): who signs in."""
