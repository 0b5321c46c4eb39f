"""Every sentence in the news is on somebody's say-so. Sayso shows whose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.front import Archive
    from sayso.pipeline import Reader, read, read_text
    from sayso.records import Mark, Reading, Report, Source, Statement

__all__ = [
    "Archive",
    "Mark",
    "Reader",
    "Reading",
    "Report",
    "Source",
    "Statement",
    "__version__",
    "read",
    "read_text",
]
__version__ = "0.1.0"

_HOME = {"Archive": "front", "Reader": "pipeline", "read": "pipeline", "read_text": "pipeline"}


def __getattr__(name: str) -> Any:
    """Public names are fetched on first use, so that `import sayso` loads neither onnxruntime, numpy nor sqlalchemy."""
    if name not in __all__:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"sayso.{_HOME.get(name, 'records')}"), name)
