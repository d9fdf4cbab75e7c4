"""Drill sheets (演练票): ballots marked as people mark them and worn as scanners and phones wear
them, with the truth beside them, for training and for tests.
"""
