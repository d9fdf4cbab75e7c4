"""The security log (安全日志): who came in, who was refused, who read personal data in bulk."""
