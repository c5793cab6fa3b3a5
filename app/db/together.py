"""Writers who come at the same moment share a transaction, and so its price.

A commit costs about as much as all else that a small write does, and is paid once. Whoever finds
somebody at it leaves the work in line; the next one to get its turn does all of it.
"""

from collections import deque
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

from flask import current_app

from app.db.sessions import writing

T = TypeVar("T")
Work = Callable[[], Any]


class Job:
    """Some WORK to be done inside `writing()`, and what came of it."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.is_done = False
        self.result: Any = None
        self.fault: Exception | None = None

    def outcome(self) -> Any:
        """What the work returned; raises what it raised."""
        if self.fault is not None:
            raise self.fault
        if not self.is_done:
            raise RuntimeError("whoever was to do this job was ended")
        return self.result

    def end(self, result: Any = None, fault: Exception | None = None) -> None:
        """Note what came of it."""
        self.result, self.fault, self.is_done = result, fault, True


class Line:
    """The jobs that wait in this process, and the turn to do them."""

    def __init__(self) -> None:
        self._waiting: deque[Job] = deque()
        self._turn = Lock()

    def do(self, job: Job) -> None:
        """Return when JOB is done, by us or by another."""
        self._waiting.append(job)
        with self._turn:
            if not job.is_done:
                _do_all([self._waiting.popleft() for _ in range(len(self._waiting))])


def together(work: Callable[[], T]) -> T:
    """Do WORK inside `writing()`, perhaps with others'; returns after the commit.

    It may run in another thread: it takes what it needs from `db.session` and its own closure, and
    nothing from the request. Raises what WORK raises, and then nothing of it is kept.
    """
    line: Line = current_app.extensions.setdefault("together", Line())
    job = Job(work)
    line.do(job)
    result: T = job.outcome()
    return result


def _do_all(jobs: list[Job]) -> None:
    """Do JOBS in one transaction; should one of them fail, each in its own, so that it fails alone.

    Where it is the transaction that could not begin or be committed, nothing is done again: a commit
    of which no word came back may have been made.
    """
    at_work = False
    try:
        with writing() as session:
            at_work = True
            results = [job.work() for job in jobs]
            session.flush()
            at_work = False
    except Exception as fault:
        if at_work and len(jobs) > 1:
            for job in jobs:
                _do_all([job])
            return
        for job in jobs:
            job.end(fault=fault)
    else:
        for job, result in zip(jobs, results, strict=True):
            job.end(result)
