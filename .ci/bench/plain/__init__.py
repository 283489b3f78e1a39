"""The same page as a Django developer writes it without a second thought: what the bench compares our cold page with.

Stock middleware, django-modeltranslation with its managers, related objects asked for in the template, HTML of texts
stored. It has none of our directives, evidence rules, structured data or feeds; its texts and rows are our page's.
"""
