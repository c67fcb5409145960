"""Keeps the headers of a sent mail, which moto's SES reads past, where its message store shows them."""

import json
from typing import Any

from moto.sesv2.responses import SESV2Response


def install() -> None:
    send = SESV2Response.send_email

    def send_email(self: SESV2Response) -> Any:
        answer = send(self)
        content = json.loads(self.body).get("Content", {}).get("Simple", {})
        sent = self.sesv2_backend.core_backend.sent_messages[-1]
        sent.headers = {each["Name"]: each["Value"] for each in content.get("Headers", [])}
        return answer

    SESV2Response.send_email = send_email  # type: ignore[method-assign]
