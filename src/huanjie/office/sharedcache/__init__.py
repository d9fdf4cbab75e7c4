"""What all processes of the site remember together for a moment (共用的短期记忆): how often
somebody asked, which code was used.
"""
