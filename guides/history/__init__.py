"""Every save of a guide with its parts as one revision (django-reversion): what was, what changed, and back again.

Imports leaves and models only. Public names: register (registration), revised (recording), Snapshot and snapshot_of
(snapshots), differences (differences), restore and recover (restoring), what_changed_since (colleagues).
"""
