"""What each process of a test run gets to do."""

from types import SimpleNamespace

from tests.support.shares import Shares

TESTS = ["a.py::late", "b.py::late[x::y]", "a.py::one", "a.py::two", "a.py::three", "b.py::Some::four", "c.py::five"]


class Process:
    """Takes the numbers of tests and does them when it is told to."""

    shutting_down = False

    def __init__(self, name: str) -> None:
        self.gateway = SimpleNamespace(id=name)
        self.given: list[list[int]] = []

    def send_runtest_some(self, numbers: list[int]) -> None:
        self.given.append(numbers)

    def shutdown(self) -> None:
        self.shutting_down = True


def test_what_was_put_first_comes_first_and_the_rest_of_a_file_stays_together() -> None:
    options = SimpleNamespace(loadscopereorder=False)
    shares = Shares(SimpleNamespace(option=options, getvalue=lambda _: ["2*popen"]), None)
    first, second = processes = Process("first"), Process("second")
    for process in processes:
        shares.add_node(process)
        shares.add_node_collection(process, TESTS)
    shares.schedule()
    assert (first.given, second.given) == ([[0], [2, 3, 4]], [[1], [5]])
    for number in (1, 5):
        shares.mark_test_complete(second, number)
    assert second.given[2:] == [[6]]
    assert not shares.workqueue
