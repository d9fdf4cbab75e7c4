"""Huanjie 换届: the election cycle of grassroots organisations, from the law to a declared
result.
"""

__version__ = "0.1.0"
