"""What whoever runs the site needs: backups that are verified, restoring them, and a check-up that says what to do.

May import the leaves and models. Public names: `backup.make`, `keeping.expired`, `restore.put_back`.
"""
