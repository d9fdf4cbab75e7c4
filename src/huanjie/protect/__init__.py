"""Keys (密钥): signatures, key folders and sealing; the only room that knows `cryptography`."""
