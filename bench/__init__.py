"""The workloads that count (性能基准), each beside its peer or limit, measured in one run."""
