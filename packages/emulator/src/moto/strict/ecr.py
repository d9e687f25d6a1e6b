"""ECR: tags that may not be overwritten, and repositories that are not empty."""

import os
from functools import wraps

from moto.core.exceptions import JsonRESTError
from moto.ecr.exceptions import ImageAlreadyExistsException, RepositoryNotEmptyException
from moto.ecr.models import ECRBackend

from registry_client import RegistryClient

from .rules import before, rule

GUIDE = "https://docs.aws.amazon.com/AmazonECR/latest"


@rule("immutable-tag", f"{GUIDE}/userguide/image-tag-mutability.html")
def immutable_tag():
    """moto already refuses another image under the tag, with the error for the same image."""
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
    """moto already refuses it for images that it knows; pushed images are known to the registry that acts as ECR."""
    registry = os.environ.get("EMULATED_ECR_REGISTRY")
    if not registry:
        return

    client = RegistryClient(registry)

    @before(ECRBackend, "delete_repository")
    def check(self, repository_name, registry_id=None, force=False):
        if not force and client.tags(repository_name):
            raise RepositoryNotEmptyException(repository_name, registry_id or self.account_id)


@rule("repository-twice", f"{GUIDE}/APIReference/API_CreateRepository.html")
def repository_twice():
    """moto already refuses it."""


@rule("lifecycle-policy", f"{GUIDE}/userguide/lifecycle_policy_parameters.html")
def lifecycle_policy():
    """moto already refuses it."""


@rule("repository-name", f"{GUIDE}/APIReference/API_CreateRepository.html")
def repository_name():
    """moto already refuses it."""
