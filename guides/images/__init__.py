"""Pictures that editors upload: judged by their bytes, made anew without metadata, kept under a content hash, served.

A leaf that knows no model, so that models, rooms and the admin may all use it. What comes in goes through `telling`
(why a file is not taken, in words), `reading` (bytes to plain pixels) and `renditions` (pixels to the files that
readers get); `storing` keeps those under MEDIA_ROOT/images/HASH/ and takes back what no row came to use; `views`
serves them.

The hash is that of the pixels as they are kept (sRGB, upright, at most 1,440 wide): the same upload gives the same
files, and `master.webp`, which is lossless and travels with bundles, gives its own hash again.
Public names: `reading.read`, `reading.Picture`, `telling.Refused`, `renditions`, `storing`, and `urls`.
"""
