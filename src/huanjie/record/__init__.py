"""The log (日志): an append-only Merkle tree of salted commitments, its checkpoints and proofs."""
