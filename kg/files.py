"""Writes files whole: under another name first, then renamed, so that nobody ever reads half of one."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import KgError, why

if TYPE_CHECKING:
    from collections.abc import Iterator


class OutputError(KgError):
    """A file that cannot be written."""


@contextmanager
def whole(path: str | Path) -> Iterator[BinaryIO]:
    """Open `path` for writing bytes; it appears when the block ends well, and is untouched when it does not.

    A link stays a link, and what is no file (``/dev/null``, a pipe) is written to as it is, never replaced. Raises
    OutputError where the folder is missing or read-only, or the disk is full.
    """
    target = Path(path).resolve()
    if target.exists() and not target.is_file():
        with _stream(target) as file:
            yield file
        return
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({why(error)}); choose another folder") from error
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(0o666 & ~umask)  # mkstemp makes files for its owner alone
        Path(temporary).replace(target)
    except OSError as error:
        raise OutputError(f"{target}: cannot be written ({why(error)})") from error
    finally:
        Path(temporary).unlink(missing_ok=True)


def kept(folder: Path, text: str, suffix: str = ".json", *, lasting: bool = False) -> str:
    """Keep a text in a folder under the name of its content, whole or not at all; give the name.

    What is `lasting` outlives a crash of the machine as soon as this returns. OSError when it cannot be written.
    """
    folder.mkdir(exist_ok=True)
    data = text.encode()
    name = hashlib.sha256(data).hexdigest()[:32] + suffix
    if not (folder / name).exists():
        new = folder / (name + ".new")
        with new.open("wb") as file:
            file.write(data)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        new.replace(folder / name)
    return name


@contextmanager
def _stream(target: Path) -> Iterator[BinaryIO]:
    """Open a device or a pipe; a folder raises OutputError."""
    try:
        with target.open("wb") as file:
            yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"{target}: cannot be written ({why(error)})") from error
