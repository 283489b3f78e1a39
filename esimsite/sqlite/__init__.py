"""Django's SQLite, which goes on reading where nothing can be written: a disk that is full or read-only."""
