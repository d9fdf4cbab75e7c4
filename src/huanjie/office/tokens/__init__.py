"""Tokens (接口令牌): by which another program acts for an account, within limits, for a while."""
