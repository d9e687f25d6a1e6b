"""ECR: tags that may not be overwritten, and repositories that are not empty."""

import json
import os
import ssl
from functools import wraps
from urllib.error import HTTPError
from urllib.request import urlopen

from moto.core.exceptions import JsonRESTError
from moto.ecr.exceptions import ImageAlreadyExistsException, RepositoryNotEmptyException
from moto.ecr.models import ECRBackend

from .rules import before, rule

GUIDE = "https://docs.aws.amazon.com/AmazonECR/latest"


@rule("immutable-tag", f"{GUIDE}/userguide/image-tag-mutability.html")
def immutable_tag():
    """moto refuses another image under the tag by itself, as if it were the same image."""
    put = ECRBackend.put_image

    @wraps(put)
    def put_image(self, repository_name, image_manifest, image_tag, *args, **kwargs):
        try:
            return put(self, repository_name, image_manifest, image_tag, *args, **kwargs)
        except ImageAlreadyExistsException:
            if any(image.image_manifest == image_manifest for image in self.repositories[repository_name].images):
                raise
            raise JsonRESTError(
                "ImageTagAlreadyExistsException",
                f"The image tag '{image_tag}' already exists in the '{repository_name}' repository and cannot be "
                "overwritten because the tag is immutable.",
            ) from None

    ECRBackend.put_image = put_image


@rule("repository-not-empty", f"{GUIDE}/APIReference/API_DeleteRepository.html")
def repository_not_empty():
    """moto refuses it by itself for images that it knows of; the registry that plays ECR knows those that were pushed."""
    registry = os.environ.get("EMULATED_ECR_REGISTRY")
    if not registry:
        return

    @before(ECRBackend, "delete_repository")
    def check(self, repository_name, registry_id=None, force=False):
        if not force and tags(registry, repository_name):
            raise RepositoryNotEmptyException(repository_name, registry_id or self.account_id)


def tags(registry, repository):
    # On this machine, with a certificate that it signed itself.
    context = ssl._create_unverified_context()
    try:
        with urlopen(f"https://{registry}/v2/{repository}/tags/list", context=context) as answer:
            return json.load(answer)["tags"] or []
    except HTTPError:
        return []
