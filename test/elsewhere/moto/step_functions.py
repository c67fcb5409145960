"""What moto's Step Functions leaves out: an engine for JSONata (here the language's own, npm `jsonata`, kept running under Node), AWS's way of writing a time, and a second execution beside a running one."""

import copy
import json
import os
import shutil
import subprocess
import threading
from pathlib import Path
from typing import Any

from moto.stepfunctions.models import StateMachine
from moto.stepfunctions.parser.asl.component.common.string import string_expression
from moto.stepfunctions.parser.asl.component.state import state
from moto.stepfunctions.parser.asl.jsonata import jsonata, validations

ENGINE = """
import { createInterface } from "node:readline";
import jsonata from "jsonata";
for await (const line of createInterface({ input: process.stdin })) {
  const said = await jsonata(JSON.parse(line)).evaluate(null).then(
    (value) => ({ value: value ?? null }),
    ({ code, message }) => ({ refused: code + ": " + message }),
  );
  process.stdout.write(JSON.stringify(said) + "\\n");
}
"""


class Engine:
    def __init__(self) -> None:
        node = os.environ.get("RIPEN_NODE") or shutil.which("node")
        repository = Path(__file__).parents[3]
        command = [str(node), "--input-type=module", "--eval", ENGINE]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self.process = subprocess.Popen(command, cwd=repository, text=True, **pipes)  # type: ignore[call-overload]
        self.one_at_a_time = threading.Lock()

    def evaluate(self, expression: str) -> Any:
        with self.one_at_a_time:
            self.process.stdin.write(json.dumps(expression) + "\n")
            self.process.stdin.flush()
            said = json.loads(self.process.stdout.readline())
        if "refused" in said:
            raise jsonata.JSONataException("UNKNOWN", said["refused"])
        return said["value"]


def install() -> None:
    engine = Engine()
    for module in (jsonata, string_expression, validations):
        module.eval_jsonata_expression = engine.evaluate  # type: ignore[attr-defined]
    data_of_state = state.StateData
    state.StateData = lambda EnteredTime, Name: data_of_state(EnteredTime=as_aws(EnteredTime), Name=Name)  # type: ignore
    # moto copies the machine for each execution, and can't copy the running ones that hang on it.
    StateMachine.__deepcopy__ = without_executions  # type: ignore[attr-defined]


def without_executions(machine: StateMachine, _memo: Any) -> StateMachine:
    twin = copy.copy(machine)
    twin.executions = []
    return twin


def as_aws(time: str) -> str:
    """`2026-11-22T13:24:48.858Z`, where moto has `2026-11-22T13:24:48.858577+00:00`."""
    return time[:23] + "Z"
