"""The county log (县级日志): the roots of every log below it, its signed checkpoints, witnesses."""
