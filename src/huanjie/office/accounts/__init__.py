"""Accounts (账号管理): who keeps them, and the one-time cards of people chosen in the hall."""
