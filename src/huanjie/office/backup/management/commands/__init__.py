"""Management commands (管理命令)."""
