"""Bundles without fault, or every fault of every file at once."""

import pathlib
from collections.abc import Iterable

from .citations import miscited
from .completeness import unfinished
from .conflicts import Run, conflicts
from .faults import Fault, Refused
from .known import Known
from .limits import over_limit
from .mentions import broken_mentions
from .pictures import picture_faults
from .reading import Document, read
from .schema import Bundle, parse


def check(files: Iterable[pathlib.Path], beside: Iterable[pathlib.Path] = ()) -> list[Bundle]:
    """The bundles of the files. What stands in the files beside them may be referred to as well.

    Raises Refused. A file whose shape is wrong is not looked into further, so mending it may bring up more.
    """
    faults: list[Fault] = []
    documents = _readable(files, faults)
    known = Known.of_database()
    for document in (*documents, *_readable(beside, [])):
        known.add(document.value)
    run = _shaped(documents, faults)
    for document, bundle in run:
        findings = (*over_limit(bundle), *miscited(bundle), *unfinished(bundle, known), *broken_mentions(bundle, known))
        faults += [document.fault(path, message) for path, message in findings]
    faults += [*conflicts(run), *picture_faults(run)]
    if faults:
        raise Refused(sorted(faults, key=lambda fault: (fault.file, fault.line)))
    return [bundle for _document, bundle in run]


def _readable(files: Iterable[pathlib.Path], faults: list[Fault]) -> list[Document]:
    documents = []
    for file in files:
        try:
            documents.append(read(file))
        except Refused as refused:
            faults += refused.faults
    return documents


def _shaped(documents: list[Document], faults: list[Fault]) -> Run:
    run = []
    for document in documents:
        try:
            run.append((document, parse(document)))
        except Refused as refused:
            faults += refused.faults
    return run
