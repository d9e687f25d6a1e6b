"""Each answer is sent in one piece."""

from werkzeug.serving import WSGIRequestHandler


def apply():
    # By default the server sends headers and body separately. AWS's SDK for Go closes the request's body as soon as it has
    # the headers. If net/http reads that body once more after this, it treats the resulting error as a connection error and
    # drops the response. The SDK then retries, and gets an error because the rule was already created or deleted. On a busy
    # machine, this happened once in some hundred requests. A response that arrives together with its headers is still read.
    WSGIRequestHandler.wbufsize = 1 << 20
