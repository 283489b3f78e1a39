"""The door of the admin: name and password, a code where somebody has a second factor, and how often one may try.

Django checks passwords and django-otp checks codes. What stands here is what neither has: attempts that are counted in
the database without storing who tried, a lock that nobody can keep closed for a colleague, recovery codes that the
database does not hold, and an admin that lets nobody in before all of it is done. May import the leaves and models.
Public names: `apps.DeskConfig`, `site.Desk`, `factor`, `throttle.lift`.
"""
