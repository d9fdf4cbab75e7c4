"""Paper (纸面): documents to be printed, stamped and posted; the only room with python-docx."""
