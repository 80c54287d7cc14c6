"""A papermill engine that runs the cells in this process: the kernel's own shell, without sockets and a second Python.

The shell is ipykernel's, its messages go to nbclient's own reading of them, so outputs are those of a stock kernel by
construction: the same formatters, the same inline figures, the same treatment of ``display``, updates and streams. It
is for a process that runs one notebook and ends; a second shell in one process would show no figures.
"""

import contextlib
import io
import os
import sys
import tempfile
from collections.abc import Callable
from functools import partial

from ipykernel.compiler import XCachingCompiler
from ipykernel.zmqshell import ZMQInteractiveShell
from jupyter_client.session import Session
from traitlets.config import Config

from sikkerby_eval.report.build.jupyter import Engine, NotebookClient, NotebookNode, papermill_engines

NAME = "in-process"
QUIET = Config({"HistoryManager": {"enabled": False}})  # sources stay out of people's history


class Messages(Session):
    """Hands each of the shell's messages to a function instead of a socket."""

    take: Callable[[dict], None]

    def send(self, stream, msg_or_type, content=None, parent=None, **_):
        """Take a finished message, or make one of its type and content."""
        finished = isinstance(msg_or_type, dict)
        self.take(msg_or_type if finished else self.msg(msg_or_type, content, parent))


class Printed(io.TextIOBase):
    """What a cell prints, told as one message when something else is shown or the cell ends."""

    def __init__(self, name: str, messages: Messages):
        self.stream, self.messages, self.pieces = name, messages, []

    def writable(self) -> bool:
        """Tell that it can be written to."""
        return True

    def write(self, text: str) -> int:
        """Keep what is printed."""
        self.pieces.append(text)
        return len(text)

    def flush(self) -> None:
        """Tell what was printed since last time."""
        text, self.pieces = "".join(self.pieces), []
        if text:
            self.messages.send(None, "stream", {"name": self.stream, "text": text})


class InProcess(Engine):
    """Runs a notebook's cells in this process, one after the other, until one fails."""

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, *, on_cell_start, **_):
        """Run every code cell as a stock kernel would; a failing cell keeps the name of its error and no traceback."""
        client, messages = NotebookClient(nb_man.nb, record_timing=False), Messages()
        client.reset_execution_trackers()
        shell = ZMQInteractiveShell.instance(config=QUIET, user_ns={}, compiler_class=XCachingCompiler)
        shell.displayhook.session = shell.display_pub.session = messages
        shell.showtraceback = shell.showsyntaxerror = lambda *_, **__: _tell_error(messages, sys.exc_info()[1])
        shell.enable_gui = lambda gui=None: None  # figures are inline; there is no window to serve
        with _printing_to(messages) as flush:
            for index, cell in enumerate(nb_man.nb.cells):
                on_cell_start(cell=cell, cell_index=index)
                if cell.cell_type == "code" and cell.source.strip():
                    client.clear_before_next_output = False
                    messages.take = partial(client.process_message, cell=cell, cell_index=index)
                    messages.send(None, "execute_input", {"execution_count": shell.execution_count})
                    result = shell.run_cell(cell.source, store_history=True)
                    flush()
                    error = result.error_before_exec or result.error_in_exec
                    if error and not _failed(cell):
                        _tell_error(messages, error)
                    if _failed(cell):
                        break


def _failed(cell: NotebookNode) -> bool:
    return any(output.output_type == "error" for output in cell.outputs)


def _tell_error(messages: Messages, error: BaseException | None) -> None:
    """Name the error; a traceback would carry values. Leaving Python is an error here, whatever the exit code."""
    said = "" if error is None else "left" if isinstance(error, SystemExit) else str(error)
    messages.send(None, "error", {"ename": type(error).__name__, "evalue": said, "traceback": []})


@contextlib.contextmanager
def _printing_to(messages: Messages):
    """Catch what Python prints, and what other languages and processes write straight to the terminal."""
    before, terminal = (sys.stdout, sys.stderr, sys.displayhook), (os.dup(1), os.dup(2))
    sys.stdout, sys.stderr = Printed("stdout", messages), Printed("stderr", messages)
    with tempfile.TemporaryFile() as beside:
        os.dup2(beside.fileno(), 1)
        os.dup2(beside.fileno(), 2)

        def flush() -> None:
            sys.stdout.flush()
            sys.stderr.flush()
            beside.seek(0)
            if written := beside.read().decode(errors="replace"):
                messages.send(None, "stream", {"name": "stdout", "text": written})
            beside.truncate(0)
            beside.seek(0)

        try:
            yield flush
        finally:
            for number, kept in enumerate(terminal, start=1):
                os.dup2(kept, number)
                os.close(kept)
            sys.stdout, sys.stderr, sys.displayhook = before


papermill_engines.register(NAME, InProcess)
