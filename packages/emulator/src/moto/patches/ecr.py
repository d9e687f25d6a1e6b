"""ECR that hands out a registry on this machine, so that images are pushed and pulled for real."""

from moto.ecr.models import Repository
from moto.ecr.responses import ECRResponse


def apply(registry):
    create = Repository.__init__
    token = ECRResponse.get_authorization_token

    def with_local_uri(self, *args, **kwargs):
        create(self, *args, **kwargs)
        # repository_url of aws_ecr_repository: where docker_registry_image pushes to.
        self.uri = f"{registry}/{self.name}"

    def with_local_endpoint(self):
        result = token(self)
        # proxy_endpoint of aws_ecr_authorization_token: the address in the docker provider's registry_auth.
        for entry in result._result["authorizationData"]:
            entry["proxyEndpoint"] = f"https://{registry}"
        return result

    Repository.__init__ = with_local_uri
    ECRResponse.get_authorization_token = with_local_endpoint
