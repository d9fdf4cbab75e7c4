"""The law as data (法律数据): rule packs, calendars and the values that they are read into."""
