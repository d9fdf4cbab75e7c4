"""Cover and waves (包联和批次): who is sent to which unit, and which units vote together."""
