import os
import threading

import pytest

from kg.files import OutputError, whole


def put(path, data=b"new"):
    with whole(path) as file:
        file.write(data)


def test_a_file_appears_whole_with_the_usual_permissions(tmp_path):
    put(tmp_path / "out")
    plain = tmp_path / "plain"
    plain.touch()
    assert (tmp_path / "out").read_bytes() == b"new"
    assert (tmp_path / "out").stat().st_mode == plain.stat().st_mode


def test_a_file_whose_writing_fails_is_untouched(tmp_path):
    (tmp_path / "out").write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), whole(tmp_path / "out") as file:
        file.write(b"ne" + bytes(1 // 0))
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("out", b"old")]


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "out")
    put(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "out").read_bytes() == b"new"


def test_a_pipe_is_written_to_and_never_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    put(pipe)
    reader.join(5)
    assert read == [b"new"]
    assert pipe.is_fifo()


@pytest.mark.parametrize("path", ["missing/out", "."])
def test_what_cannot_be_written_says_so(tmp_path, path):
    with pytest.raises(OutputError, match="cannot be written"):
        put(tmp_path / path)
    assert list(tmp_path.iterdir()) == []
