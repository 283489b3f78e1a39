"""Facts made readable: contact rows, the lifecycle in days, facts grouped by meaning, directives and pictures in texts.

Stands below the other rooms: imports leaves and models only; `pages` and `planner` may import it.

Public names: contact_rows (contacts), lifecycle (lifecycle), at_a_glance (facts), Placing (placing),
pictures_in, objections, uses (pictures).
"""
