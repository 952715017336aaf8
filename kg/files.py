"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from kg.errors import StoreError

__all__ = ["write"]


def write(path: Path, content: str | bytes) -> None:
    """Write `content` to a temporary name beside `path`, then rename it; UTF-8, folders made as needed.

    Whoever reads `path` sees the old file or the new one, even if this process is killed. Raises
    `StoreError` when the disk refuses; then the old file is as it was.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            temporary = file.name
            file.write(data)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise StoreError(f"{path} cannot be written: {error.strerror}") from error
