"""Scanning (扫描识读): pictures of papers, what was read on them, what people decide."""
