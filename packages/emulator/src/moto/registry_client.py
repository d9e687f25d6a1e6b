"""A client for the registry that acts as ECR [OCI distribution specification]."""

import json
import ssl
from urllib.error import HTTPError
from urllib.request import Request, urlopen

MANIFESTS = ",".join(
    [
        "application/vnd.oci.image.index.v1+json",
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.docker.distribution.manifest.v2+json",
    ]
)


class RegistryClient:
    def __init__(self, registry):
        """:param registry: its host and port"""
        self.base = f"https://{registry}/v2"
        # Its certificate is self-signed.
        self.context = ssl._create_unverified_context()

    def tags(self, repository):
        """Tags of a repository; none if nothing was pushed to it."""
        try:
            with self._open(f"{repository}/tags/list") as answer:
                return json.load(answer)["tags"] or []
        except HTTPError:
            return []

    def manifest(self, repository, tag):
        """Digest, media type and text of a tag's manifest."""
        with self._open(f"{repository}/manifests/{tag}") as answer:
            return answer.headers["Docker-Content-Digest"], answer.headers["Content-Type"], answer.read().decode()

    def delete(self, repository, digest):
        self._open(f"{repository}/manifests/{digest}", method="DELETE").close()

    def _open(self, path, method="GET"):
        request = Request(f"{self.base}/{path}", headers={"Accept": MANIFESTS}, method=method)
        return urlopen(request, context=self.context)
