"""Runs a function under Node as Lambda does: the zip that was uploaded, the environment that was deployed, one event a process."""

import io
import json
import os
import shutil
import subprocess
import tempfile
import zipfile
from typing import Any

from moto.awslambda.models import LambdaFunction

# As Lambda's own runtime reports: an answer, or an error with its type.
RUN = """
import { createRequire } from "node:module";
let event = "";
for await (const chunk of process.stdin) event += chunk;
const [, entry] = process.argv;
const { handler } = entry.endsWith(".mjs") ? await import(entry) : createRequire("/")(entry);
const context = { awsRequestId: crypto.randomUUID(), functionName: process.env.AWS_LAMBDA_FUNCTION_NAME, getRemainingTimeInMillis: () => 60_000 };
const failed = ({ name, message, stack }) => ({ error: { errorType: name, errorMessage: message, trace: String(stack).split("\\n") } });
const outcome = await handler(JSON.parse(event || "{}"), context).then((answer) => ({ answer }), failed);
process.stdout.write("\\n" + JSON.stringify(outcome) + "\\n");
process.exit(0);
"""

unpacked: dict[str, str] = {}


def code_of(function: LambdaFunction) -> str:
    """Where the function's zip lies unpacked; once for each zip."""
    digest = function.code_sha_256
    if digest not in unpacked:
        folder = tempfile.mkdtemp(prefix="moto-lambda-")
        zipfile.ZipFile(io.BytesIO(function.code_bytes)).extractall(folder)
        unpacked[digest] = folder
    return unpacked[digest]


def entry_of(folder: str, module: str) -> str:
    """The module's file, looked for in the order of Lambda's own runtime."""
    files = [os.path.join(folder, module + ending) for ending in (".js", ".mjs", ".cjs")]
    return next((file for file in files if os.path.exists(file)), files[0])


def environment_of(function: LambdaFunction, endpoint: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "AWS_REGION": function.region,
        "AWS_LAMBDA_FUNCTION_NAME": function.function_name,
        "AWS_EXECUTION_ENV": f"AWS_Lambda_{function.run_time}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_ENDPOINT_URL": endpoint,
        **function.environment_vars,
    }


def install(endpoint: str) -> None:
    node = os.environ.get("RIPEN_NODE") or shutil.which("node")
    if node is None:
        raise SystemExit("There is no node on the path: functions are run by it.")

    def run(function: LambdaFunction, event: Any = None) -> tuple[str, bool, str]:
        module, _export = function.handler.split(".")
        entry = entry_of(code_of(function), module)
        ran = subprocess.run(
            [node, "--input-type=module", "--eval", RUN, entry],
            input=event if isinstance(event, str) else json.dumps(event or {}),
            env=environment_of(function, endpoint),
            capture_output=True,
            text=True,
            timeout=function.timeout + 30,
            check=False,
        )
        said = (ran.stderr + ran.stdout).strip()
        function.logs_backend.ensure_log_group(function.logs_group_name)
        function.save_logs(said)
        last = said.splitlines()[-1] if said else ""
        outcome = json.loads(last) if last.startswith('{"') else {"error": {"errorType": "Runtime.ExitError", "errorMessage": said[-500:]}}
        if "error" in outcome:
            print(f"{function.function_name} failed: {outcome['error']['errorType']}: {outcome['error']['errorMessage']}", flush=True)
            return json.dumps(outcome["error"]), True, said
        return json.dumps(outcome.get("answer")), False, said

    LambdaFunction._invoke_lambda = run  # type: ignore[method-assign]
    # moto asks for Docker when it lists what it holds, too.
    LambdaFunction.docker_client = None  # type: ignore[assignment,method-assign]
