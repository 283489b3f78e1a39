"""The exit plan: facts and the reader's answers become ordered, dated steps, shown as a page and as a calendar.

One way through: `answers` reads the address, `case` chooses the facts that fit, `rules` (a table; its rows stand in
`renewal`, `accounts`, `line` with `ways`, `money`, `registration`, `device`) says what applies, `deadlines` by when,
`plan` puts the steps in order, `calendar` and `views` show them. What nobody knows is said by `unknowns`.

Imports leaves, models, evidence and discovery. Public names: urls, examples, Answers and parse (answers), make (plan).
"""
