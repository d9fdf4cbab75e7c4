"""Public notice of nominees (公示), and what goes with it: appraisal, statements, pledges."""
