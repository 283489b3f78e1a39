"""What whoever runs the site needs: backups that are verified, restoring them, and a check-up that says what to do.

May import every room, and no room may import it. Public names: `backup.make`, `keeping.expired`, `restore.put_back`,
`checkup.checking.examine`.
"""
