"""The door (入口): how untrusted text becomes values, and how a fault says where it is and how to
mend it.
"""
