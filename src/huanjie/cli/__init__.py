"""The command line (命令行): a stable interface to everything below the site."""
