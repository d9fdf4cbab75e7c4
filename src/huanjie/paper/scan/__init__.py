"""Reading scanned ballots (扫描识读): pictures in, what is sure and what is doubted out."""
