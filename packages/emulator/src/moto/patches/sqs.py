"""Redrive policies without spaces, as AWS returns them."""

import json

from moto.sqs.models import Queue


def apply():
    attributes = Queue.attributes.fget

    def compact(self):
        result = attributes(self)
        # aws_sqs_queue compares the text: with spaces, every plan would change the policy.
        if self.redrive_policy:
            result["RedrivePolicy"] = json.dumps(self.redrive_policy, separators=(",", ":"))
        return result

    Queue.attributes = property(compact)
