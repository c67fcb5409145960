"""moto as a second opinion on the stack: `python test/elsewhere/moto/serve.py --port 5600`.

moto 5.2.1 (MIT, https://github.com/getmoto/moto) answers as AWS would, and none of it is ours. What the stack needs
and moto leaves out is put in here, and nothing else is changed:

- Its CloudFormation doesn't know 13 of the stack's resource types, nor a budget, and drops three properties of those that it
  knows: `resource_types.py` makes them by the calls of the AWS API that moto itself answers.
- Its Lambda runs functions in Docker: `node_lambda.py` runs the very zip that was uploaded under Node instead.
- Its Step Functions has no JSONata engine (the Java one was cut out), and writes times otherwise: `step_functions.py`.
- Its Lambda hands on a stream's records before the write is whole, and reads no filter: `streams.py`.
- Its CloudFormation forgets a parameter's default, and fails an update that wants the previous value: `parameters.py`.
- Its SNS counts no subscriber as confirmed: `subscribers.py`.
- Its SES forgets a mail's headers: `mail_headers.py`.
"""

import argparse
import logging

from moto.core.config import default_user_config
from moto.server import main

import mail_headers
import node_lambda
import parameters
import resource_types
import step_functions
import streams
import subscribers


def serve() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=5600)
    port = parser.parse_args().port
    endpoint = f"http://localhost:{port}"
    # Executions really run, and the policies that `cdk bootstrap` names are there.
    default_user_config["stepfunctions"]["execute_state_machine"] = True
    default_user_config["iam"]["load_aws_managed_policies"] = True
    resource_types.teach(endpoint)
    node_lambda.install(endpoint)
    step_functions.install()
    streams.install()
    parameters.install()
    subscribers.install()
    mail_headers.install()
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    print(f"moto answers at {endpoint}", flush=True)
    main(["--host", "127.0.0.1", "--port", str(port)])


if __name__ == "__main__":
    serve()
