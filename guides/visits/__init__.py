"""Visits to the addresses of sources: is what a fact rests on still there, and does it still say the same?

Imports leaves and models only. A visit goes through `addresses` (which machines may be asked at all), `fetching` (one
request, slowly and within limits), `robots` (whether a program is welcome), `visiting` (redirects, and what the answer
means) and `recording` (which sources are due, and what is kept of a visit). Public names: visiting.Visitor,
recording.due, recording.record, reasons.in_words.
"""
