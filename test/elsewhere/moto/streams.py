"""How Lambda takes up a table's stream, which moto leaves out: after the write, and only what the mapping's filter lets through."""

import json
import threading
import time
from queue import Queue
from typing import Any

from moto.awslambda.models import LambdaBackend
from moto.events.models import EventPattern

HAND_ON = LambdaBackend.send_dynamodb_items
records: Queue[tuple[LambdaBackend, str, list[Any], str]] = Queue()


def install() -> None:
    threading.Thread(target=consume, daemon=True).start()
    LambdaBackend.send_dynamodb_items = put_off  # type: ignore[method-assign]


def put_off(backend: LambdaBackend, function_arn: str, items: list[Any], source: str) -> str:
    """moto hands records on in the midst of a transaction; on AWS nobody sees one before it is whole."""
    through = [item for item in items if passes(backend, function_arn, source, item)]
    if through:
        records.put((backend, function_arn, through, source))
    return "later"


def passes(backend: LambdaBackend, function_arn: str, source: str, item: Any) -> bool:
    """Whether a pattern of the mapping's fits, as moto's own EventBridge matches patterns; moto's Lambda keeps them unread."""
    mappings = backend._event_source_mappings.values()
    of_it = [one for one in mappings if (one.function_arn, one.event_source_arn) == (function_arn, source)]
    patterns = [each["Pattern"] for one in of_it for each in (one.filter_criteria or {}).get("Filters", [])]
    # Its time of creation is no JSON, and no pattern asks for it.
    record = json.loads(json.dumps(item.to_json(), default=str))
    return not patterns or any(EventPattern.load(pattern).matches_event(record) for pattern in patterns)


def consume() -> None:
    while True:
        batch = records.get()
        time.sleep(0.5)
        HAND_ON(*batch)
