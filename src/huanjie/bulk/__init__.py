"""Columns (大批量): what the domain decides for one case, over millions of rows with numpy."""
