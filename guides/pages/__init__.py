"""The pages that readers read: home, destinations, country, guide (print, history, Markdown), provider,
what has changed, about, privacy, errors.

Imports leaves, models, evidence and discovery. Public names: urls, and the error views of errors.
"""
