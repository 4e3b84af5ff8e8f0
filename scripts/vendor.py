"""Makes web/static/vendor again from pinned npm packages, with its lock and its licences.

Needs npm, on the machine of whoever renews them; nothing of it at run time.
"""

import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

OUT = Path(__file__).parent.parent / "src/coccinelle/web/static/vendor"
ICONS = (
    "archive", "arrow-left", "bot", "calendar-clock", "chart-column", "check", "check-check",
    "chevron-down", "circle-alert", "circle-check", "circle-help", "clock", "ellipsis", "file-text",
    "gauge", "globe", "hand", "handshake", "hourglass", "image", "inbox", "info", "keyboard",
    "log-out", "mail", "message-circle", "message-square", "package", "paperclip", "pause",
    "pencil", "phone", "play", "plus", "refresh-cw", "search", "send", "shopping-bag", "siren",
    "smartphone", "sparkles", "star", "sticky-note", "text-quote", "thumbs-down", "triangle-alert",
    "undo-2", "user", "user-plus", "users", "x", "zap",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Package:
    """sources: what is taken of the package; file: what it becomes here."""

    name: str
    version: str
    licence: str
    file: str
    sources: tuple[str, ...]


PACKAGES = (
    # One file: an extension that arrives apart can arrive after the page was read.
    Package("htmx.org", "4.0.1", "0BSD", "htmx.js",
            ("dist/htmx.min.js", "dist/ext/hx-csp.min.js", "dist/ext/hx-sse.min.js")),
    Package("@fontsource-variable/inter", "5.3.0", "OFL-1.1", "inter.woff2",
            ("files/inter-latin-wght-normal.woff2",)),
    Package("lucide-static", "1.62.0", "ISC AND MIT", "icons.svg",
            tuple(f"icons/{name}.svg" for name in ICONS)),
    Package("uplot", "1.6.32", "MIT", "uplot.js", ("dist/uPlot.iife.min.js",)),
    Package("uplot", "1.6.32", "MIT", "uplot.css", ("dist/uPlot.min.css",)),
)  # fmt: skip


def main() -> None:
    OUT.mkdir(exist_ok=True)
    entries = [_made(package) for package in PACKAGES]
    lock = json.dumps(entries, indent=2, ensure_ascii=False) + "\n"
    (OUT / "vendor.lock.json").write_text(lock)


def _made(package: Package) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        wanted = f"{package.name}@{package.version}"
        packed = subprocess.run(
            ["npm", "pack", "--silent", wanted], cwd=folder, check=True, capture_output=True
        )
        with tarfile.open(Path(folder) / packed.stdout.decode().split()[-1]) as archive:
            parts = [_read(archive, source) for source in package.sources]
            licence = _read(archive, "LICENSE")
    content = _joined(package, parts)
    licence_file = f"{package.file.partition('.')[0]}.LICENSE.txt"
    (OUT / package.file).write_bytes(content)
    (OUT / licence_file).write_bytes(licence)
    return {
        "name": package.name,
        "version": package.version,
        "licence": package.licence,
        "licence_file": licence_file,
        "file": package.file,
        "sha256": hashlib.sha256(content).hexdigest(),
        "sources": [
            {"path": path, "sha256": hashlib.sha256(part).hexdigest()}
            for path, part in zip(package.sources, parts, strict=True)
        ],
    }


def _read(archive: tarfile.TarFile, path: str) -> bytes:
    found = archive.extractfile(f"package/{path}")
    assert found is not None, path
    return found.read()


def _joined(package: Package, parts: list[bytes]) -> bytes:
    if package.file.endswith(".svg"):
        symbols = "\n".join(map(_symbol, package.sources, parts))
        return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'.encode()
    if package.file.endswith(".js"):
        code = b";\n".join(re.sub(rb"\n?//# sourceMappingURL=.*\s*$", b"", part) for part in parts)
        return code + b"\n"
    return parts[0]


def _symbol(path: str, content: bytes) -> str:
    drawn = re.search(r"<svg[^>]*>(.*)</svg>", content.decode(), re.DOTALL)
    assert drawn is not None, path
    inside = re.sub(r"\s*\n\s*", "", drawn[1])
    return f'<symbol id="{Path(path).stem}" viewBox="0 0 24 24">{inside}</symbol>'


if __name__ == "__main__":
    main()
