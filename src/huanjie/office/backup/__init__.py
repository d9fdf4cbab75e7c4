"""Backup and restore (备份与恢复): the whole site as one encrypted file that any database takes."""
