import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = re.compile(r'^@import "(?P<path>[^"]+)"(?: layer\((?P<layer>[\w.-]+)\))?;$', re.MULTILINE)


class JoinedManifestStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed static files, with the site's stylesheets joined into one request.

    static/css/site.css lists its parts as `@import "part.css" layer(name);`. A browser can follow those itself, and
    does while DEBUG is on; collectstatic writes them into the one file.
    """

    joined = ("css/site.css",)
    support_js_module_import_aggregation = True

    def post_process(self, paths: dict, dry_run: bool = False, **options: object) -> Iterator:
        if not dry_run:
            for name in self.joined:
                if name in paths:
                    content = self._join(name)
                    self.delete(name)
                    self.save(name, ContentFile(content.encode()))
                    paths[name] = (self, name)  # what is hashed and compressed is the joined file
        yield from super().post_process(paths, dry_run, **options)

    def _join(self, name: str) -> str:
        with self.open(name) as file:
            text = file.read().decode()
        return _IMPORT.sub(lambda match: self._part(PurePosixPath(name).parent, match), text)

    def _part(self, folder: PurePosixPath, match: re.Match) -> str:
        body = self._join(str(folder / match["path"]))
        return f"@layer {match['layer']} {{\n{body}}}" if match["layer"] else body
