"""What `manage.py doctor` looks at, a module per concern: each check yields findings that say what to do."""
