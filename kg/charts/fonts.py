"""Which fonts a chart asks for, whether this machine has any for Korean and Chinese, and where more are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import vl_convert

__all__ = ["covers", "families", "register"]

#: Per language, the families that draw it well, from the free ones to those of Windows and macOS.
_FAMILIES = {
    "ko": (
        "Noto Sans CJK KR",
        "Noto Sans KR",
        "Pretendard",
        "NanumGothic",
        "Malgun Gothic",
        "Apple SD Gothic Neo",
    ),
    "zh": ("Noto Sans CJK SC", "Noto Sans SC", "WenQuanYi Micro Hei", "Microsoft YaHei", "PingFang SC"),
    "": ("Noto Sans", "DejaVu Sans", "Segoe UI", "Helvetica Neue", "Arial"),
}
#: What the files of fonts with Korean or Chinese letters are called.
_FILES = {
    "ko": r"cjk|sans-?kr|nanum|malgun|gulim|batang|baekmuk|pretendard|apple(sd)?gothic|unifont|sansfallback",
    "zh": r"cjk|sans-?(sc|cn)|wqy|msyh|sim(sun|hei)|pingfang|songti|heiti|uming|ukai|unifont|sansfallback",
}
_FOLDERS = (
    *("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts"),
    *("C:/Windows/Fonts", "/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
)
_registered: list[Path] = []


def families(language: str) -> tuple[str, ...]:
    """The font families for texts in `language`, best first, ending in the generic one."""
    return (*_FAMILIES.get(language, ()), *_FAMILIES[""], "sans-serif")


def register(folder: Path) -> None:
    """Let charts use the fonts in `folder`, beside those of the system."""
    vl_convert.register_font_directory(str(folder.resolve()))
    _registered.append(folder)
    _names.cache_clear()


def covers(language: str) -> bool:
    """Whether a font for the letters of `language` is there; for Latin letters one always is."""
    pattern = _FILES.get(language)
    return pattern is None or any(re.search(pattern, name) for name in _names())


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted({path.stem.casefold() for path in _fonts()}))


def _fonts() -> Iterator[Path]:
    for folder in (*(Path(name).expanduser() for name in _FOLDERS), *_registered):
        if folder.is_dir():
            yield from (
                path for path in folder.rglob("*.*") if path.suffix.lower() in {".ttf", ".otf", ".ttc"}
            )
