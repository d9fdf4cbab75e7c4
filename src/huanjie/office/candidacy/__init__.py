"""Candidacy (候选人): nominees, near relatives, the published list."""
