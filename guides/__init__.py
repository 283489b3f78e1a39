"""The one app of the site, divided into rooms: see the map in README.md and the import order in tests/test_rooms.py."""
