"""File shapes (交换格式): one reader and one writer for each kind of file."""
