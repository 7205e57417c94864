"""Locks a PDF: lock.py SOURCE TARGET ALGORITHM OPEN OWNER (passwords; OPEN may be empty)."""

import sys

from pypdf import PdfReader, PdfWriter

source, target, algorithm, opening, owner = sys.argv[1:]
writer = PdfWriter(clone_from=PdfReader(source))
writer.encrypt(user_password=opening, owner_password=owner, algorithm=algorithm)
writer.write(target)
