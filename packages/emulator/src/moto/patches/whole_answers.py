"""Each answer is sent in one piece."""

from werkzeug.serving import WSGIRequestHandler


def apply():
    # The server sends head and body apart. AWS's SDK for Go closes the request's body as soon as it has the head; where
    # net/http, which looks once more for a rest of that body, comes later than that, it takes the error for one of the
    # connection and drops it with the answer. The SDK then asks again, and a rule that was made exists already, one that
    # was deleted is gone. On a busy machine that was one request in some hundreds. An answer that came with its head is
    # read all the same.
    WSGIRequestHandler.wbufsize = 1 << 20
