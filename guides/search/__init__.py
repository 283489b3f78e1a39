"""Search: one index of what readers can see, kept true with every change, asked alike on SQLite and PostgreSQL.

`words` cuts texts into what is compared, `documents` says what a page is found by, `index` is the one definition of
what is stored, `query` reads what a reader typed, `finding` asks the index, `snippet`, `sections` and `results` show
what was found, `suggestions` answers while the reader types. Imports leaves, models and discovery.

Public names: urls, examples, and of `index` refresh, pages_of, rebuild, faults.
"""
