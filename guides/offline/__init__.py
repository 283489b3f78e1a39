"""The site without network: service worker, web app manifest, and the page that lists what a reader's device keeps.

The worker itself is static/js/offline/ (keeping.js: what is kept, worker.js: when; leaving.js instead of both while the
setting OFFLINE is off). This room names to it what only the server knows: the release, the files of the shell, the
languages, and the pages that are never kept. Imports leaves, discovery and head.

Public names: urls (below the language) and its at_root.
"""
