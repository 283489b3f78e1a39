"""Content bundles (docs/bundles.md): reading, checking, loading them into the database, and writing them back.

May import leaves and `models`, no other room. A file goes through `reading` (bytes to values that know their line),
`schema` (what a bundle looks like), `checking` (what a schema cannot see: limits, citations, completeness, mentions,
conflicts) and `loading` (bundles to database); back through `gathering` (database to bundles) and `writing` (the one
canonical text). Public names: `reading.read`, `schema.parse`, `checking.check`, `loading.load`, `loading.is_empty`,
`gathering.gather`, `gathering.gather_letters`, `gathering.unsourced`, `writing.write` and `faults.Refused`.
"""
