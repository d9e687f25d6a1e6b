import json

from . import RULES

print(json.dumps([{"id": rule.id, "source": rule.source} for rule in RULES]))
