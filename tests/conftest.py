"""What several rooms' tests share."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def seeds():
    return ROOT / "seeds"
