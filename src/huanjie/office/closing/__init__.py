"""Closing (收尾): the notice, the dossier, and its public verification."""
