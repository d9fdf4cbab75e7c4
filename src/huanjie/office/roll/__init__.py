"""The roll (名册): loaded from a spreadsheet, checked, published."""
