import os
import signal

import pytest

from kg.errors import KgError
from kg.pool import Crash, cores, each


def double(number):
    if number == 13:
        raise ValueError("thirteen")
    if number == 14:
        raise KgError("fourteen: is not read; take another")
    if number == 17:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_order_and_a_crash_costs_one_input(jobs):
    results = list(each(double, range(40), jobs) if jobs > 1 else each(double, [n for n in range(40) if n != 17]))
    wanted = [n for n in range(40) if jobs > 1 or n != 17]
    assert [r.input if isinstance(r, Crash) else r // 2 for r in results] == wanted
    crashes = {r.input: r for r in results if isinstance(r, Crash)}
    assert set(crashes) == ({13, 14, 17} if jobs > 1 else {13, 14})
    assert crashes[13].reason == "ValueError: thirteen"
    assert "double" in crashes[13].trace
    assert (crashes[14].reason, crashes[14].trace) == ("fourteen: is not read; take another", "")


def test_inputs_are_taken_as_they_are_needed():
    taken = []

    def numbers():
        for number in range(10_000):
            taken.append(number)
            yield number + 100

    results = each(double, numbers(), 2)
    assert next(results) == 200
    assert len(taken) < 200
    results.close()


def test_there_is_a_core():
    assert cores() >= 1
