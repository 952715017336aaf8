"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from kg.errors import StoreError

__all__ = ["write"]


def write(path: Path, content: str | bytes) -> None:
    """Write `content` to a temporary name beside `path`, then rename it; UTF-8, folders made as needed.

    Whoever reads `path` sees the old file or the new one, even if this process is killed. A link is
    followed, and a device or pipe is written to, as it cannot be replaced. Raises `StoreError` when
    the disk refuses; then the old file is as it was.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    temporary: Path | None = None
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            temporary = Path(file.name)
            file.write(data)
        temporary.chmod(0o644)
        os.replace(temporary, target)
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}") from error
    finally:
        if temporary:
            temporary.unlink(missing_ok=True)
