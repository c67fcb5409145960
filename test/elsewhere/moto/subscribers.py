"""A topic's confirmed subscribers. moto sends nobody a link to confirm by, delivers to everybody at once, and yet counts nobody as confirmed; here it counts those whom it delivers to."""

from typing import Any

from moto.sns.models import Topic


def install() -> None:
    def count(topic: Topic) -> int:
        subscriptions, _ = topic.sns_backend.list_subscriptions_by_topic(topic_arn=topic.arn)
        return len(subscriptions)

    def counted_already(_topic: Topic, _number: Any) -> None:
        """moto sets nought when it makes a topic."""

    Topic.subscriptions_confimed = property(count, counted_already)  # type: ignore[assignment,method-assign] # moto's spelling
