"""The cancellation letter: choose it, fill its blanks, see it line by line beside the reader's language, take it along.

What a reader types is put into the answer and forgotten: it is not stored, cached, logged or put in an address. Imports
leaves, models, `discovery` and `evidence`. Only `views` and `urls` know HTTP.

Public names: urls, examples, fill and Values (filling), read (entry).
"""
