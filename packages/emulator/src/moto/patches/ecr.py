"""ECR with the addresses of a local registry, so that images are really pushed, listed, deleted and pulled."""

from functools import wraps

from moto.ecr.models import ECRBackend, Image, Repository
from moto.ecr.responses import ECRResponse

from registry_client import RegistryClient


def apply(registry):
    create = Repository.__init__
    token = ECRResponse.get_authorization_token

    def with_local_uri(self, *args, **kwargs):
        create(self, *args, **kwargs)
        # repository_url of aws_ecr_repository, which docker_registry_image pushes to.
        self.uri = f"{registry}/{self.name}"

    def with_local_endpoint(self):
        result = token(self)
        # proxy_endpoint of aws_ecr_authorization_token: the address in the docker provider's registry_auth.
        for entry in result._result["authorizationData"]:
            entry["proxyEndpoint"] = f"https://{registry}"
        return result

    Repository.__init__ = with_local_uri
    ECRResponse.get_authorization_token = with_local_endpoint
    share_images(RegistryClient(registry))


def share_images(client):
    """ECR lists the images that were pushed to the registry, and deletes them there."""

    def pushed(self, name):
        repository = self.repositories.get(name)
        if repository is None:
            return
        # Images from PutImage exist only here.
        repository.images = [image for image in repository.images if not getattr(image, "is_pushed", False)]
        by_digest = {}
        for tag in client.tags(name):
            digest, media_type, manifest = client.manifest(name, tag)
            if digest in by_digest:
                by_digest[digest].update_tag(tag)
                continue
            image = Image(self.account_id, tag, manifest, name, media_type, digest, repository.registry_id)
            image.is_pushed = True
            by_digest[digest] = image
        repository.images.extend(by_digest.values())

    def reading(name):
        method = getattr(ECRBackend, name)

        @wraps(method)
        def read(self, repository_name, *args, **kwargs):
            pushed(self, repository_name)
            return method(self, repository_name, *args, **kwargs)

        setattr(ECRBackend, name, read)

    def deleting(name):
        method = getattr(ECRBackend, name)

        @wraps(method)
        def delete(self, repository_name, *args, **kwargs):
            pushed(self, repository_name)
            answer = method(self, repository_name, *args, **kwargs)
            repository = self.repositories.get(repository_name)
            kept = {image.image_digest for image in repository.images} if repository else set()
            for tag in client.tags(repository_name):
                digest, _media_type, _manifest = client.manifest(repository_name, tag)
                if digest not in kept:
                    client.delete(repository_name, digest)
            return answer

        setattr(ECRBackend, name, delete)

    for name in ["describe_images", "list_images", "batch_get_image"]:
        reading(name)
    for name in ["batch_delete_image", "delete_repository"]:
        deleting(name)
