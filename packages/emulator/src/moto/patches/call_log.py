"""Writes every call as a line of JSON: {"service", "operation", "method"}, in the names of AWS's service models.

The role of a deploy needs the permissions for these calls.
"""

import json
from urllib.parse import parse_qs, urlparse

from botocore.loaders import Loader
from botocore.model import ServiceModel
from moto.core.responses import BaseResponse


def apply(file):
    s3_operations = list(s3_routes())
    setup = BaseResponse.setup_class

    def setup_and_log(self, request, full_url, headers, *arguments, **options):
        result = setup(self, request, full_url, headers, *arguments, **options)
        if self.service_name == "s3":
            operation = s3_operation(s3_operations, request)
        else:
            operation = self._get_action()
        call = {"service": self.service_name, "operation": operation, "method": request.method}
        # Opened for each call, so that tests can empty it between calls.
        with open(file, "a", encoding="utf-8") as log:
            log.write(json.dumps(call) + "\n")
        return result

    BaseResponse.setup_class = setup_and_log


def s3_routes():
    """Method, depth of the path, query that selects the operation, and operation."""
    model = ServiceModel(Loader().load_service_model("s3", "service-2"))
    for name in model.operation_names:
        http = model.operation_model(name).http
        path, _, query = http["requestUri"].partition("?")
        selects = {key: value for key, value in parse_qs(query, keep_blank_values=True).items() if key != "x-id"}
        yield http["method"], path.count("{"), selects, name


def s3_operation(routes, request):
    """S3 requests do not name the operation: chooses the most specific one whose method, path and query match."""
    parts = [part for part in urlparse(request.url).path.split("/") if part]
    if not urlparse(request.url).hostname.replace(".", "").isdigit() and request.host.count(".s3") > 0:
        parts.insert(0, request.host)
    query = parse_qs(urlparse(request.url).query, keep_blank_values=True)
    fitting = [
        (len(selects), name)
        for method, depth, selects, name in routes
        if method == request.method and depth == min(len(parts), 2) and fits(selects, query)
    ]
    # Operations that differ only in a header (CopyObject) need the permissions of the plain operation, and more.
    plain = [name for size, name in fitting if size == max(fitting)[0]] if fitting else ["Unknown"]
    return next((name for name in ("PutObject", "GetObject", "DeleteObject") if name in plain), plain[0])


def fits(selects, query):
    return all(key in query and (value == [""] or query[key] == value) for key, value in selects.items())
