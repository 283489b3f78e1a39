"""What readers say of a page: the form, its thanks, and what is kept of it.

A post carries a signed ticket instead of a cookie; personal data is masked before anything is stored. May import the
leaves, models, `discovery` and `head`. Public names: `form.FeedbackForm`, `inbox.groups`, `storing.keep`,
`subjects.subject_of`.
"""
