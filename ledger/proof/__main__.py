"""`python -m ledger.proof FILE`: check a bundle with nothing but this package, cryptography and orjson.

Exit code 0: it holds; 3: it does not, and the sentence names the first bad position; 2: it cannot be checked.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ledger.proof.bundle import verify
from ledger.proof.chain import Broken
from ledger.proof.note import NoteError
from ledger.proof.verify import keys


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m ledger.proof", description="Kiểm chứng một gói sổ.")
    parser.add_argument("file", type=Path, help="gói sổ")
    parser.add_argument("--pubkey", type=Path, help="tệp khóa công khai đầu tiên của sổ, chép từ giấy")
    parser.add_argument("--checkpoint", help="tệp điểm kiểm đã giữ, hoặc dấu sổ chép từ giấy")
    given = parser.parse_args()
    try:
        paper = keys(given.pubkey.read_text(encoding="utf-8")) if given.pubkey else ()
        sys.stdout.write(f"{verify(given.file, paper, checkpoint(given.checkpoint))}\n")
    except Broken as broken:
        sys.stderr.write(f"{broken}\n")
        return 3
    except (NoteError, OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"Không kiểm được: {error}.\n")
        return 2
    return 0


def checkpoint(word: str | None) -> str | None:
    """The content of the file of this name, if there is one; otherwise the word is a short form itself."""
    return Path(word).read_text(encoding="utf-8") if word and Path(word).is_file() else word


if __name__ == "__main__":
    sys.exit(main())
