"""The recipe that makes `pipeline/models`: corpora, vectors, training, packaging and evaluation.

Comes in: a folder in the form described in `training/README.md`. Goes out: one spaCy pipeline for each
language.
"""
