"""Keeping and deleting (保管): retention, holds, and what the site holds on one person."""
