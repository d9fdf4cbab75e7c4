"""The demo (示例): an invented county, its people and their elections."""
