"""The service's routes. Nothing here listens or reads the environment."""

SERVICE = "example-service"
PATH = "/api/example"

READ_METHODS = ("GET", "HEAD")


def answer(method: str, path: str, draining: bool) -> tuple[int, dict]:
    """The status and the JSON body for a request; a load balancer asks for the health path."""
    if path not in (PATH, f"{PATH}/health"):
        return error(404, "not_found", f"Nothing is at this path; this service answers below {PATH}.")
    if method not in READ_METHODS:
        allowed = ", ".join(READ_METHODS)
        return error(405, "method_not_allowed", f"{method} is not allowed here; allowed: {allowed}.")
    if path == PATH:
        return 200, {"service": SERVICE}
    # Asks nothing of other systems: a broken dependency must not get every task replaced.
    return (503, {"status": "draining", "service": SERVICE}) if draining else (200, {"status": "ok", "service": SERVICE})


def error(status: int, code: str, message: str) -> tuple[int, dict]:
    """What a client may branch on is the code; the message may change."""
    return status, {"error": {"code": code, "message": message}}
