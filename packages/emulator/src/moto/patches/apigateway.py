"""API Gateway: REST APIs from an OpenAPI document, and resource policies as AWS returns them."""

import json
from functools import wraps

from moto.apigateway.models import APIGatewayBackend, Integration, RestAPI

ANY = "X-AMAZON-APIGATEWAY-ANY-METHOD"
# Members of x-amazon-apigateway-integration that moto loses.
LOST = ["connectionId", "integrationTarget", "responseTransferMode"]


def apply():
    escape_policies()
    import_whole_documents()
    show_members()


def escape_policies():
    """aws_api_gateway_rest_api takes the policy out of a JSON string in which AWS escapes the quotes."""
    to_dict = RestAPI.to_dict

    def escaped(self):
        answer = to_dict(self)
        if answer["policy"]:
            answer["policy"] = json.dumps(answer["policy"])[1:-1]
        else:
            del answer["policy"]
        return answer

    RestAPI.to_dict = escaped


def import_whole_documents():
    put = APIGatewayBackend.put_rest_api

    @wraps(put)
    def put_rest_api(self, function_id, api_doc, *args, **kwargs):
        document = {**api_doc, "paths": {path: methods(item) for path, item in api_doc["paths"].items()}}
        api = put(self, function_id, document, *args, **kwargs)
        api.root_resource_id = api.default.id
        authorizers = import_authorizers(self, api, document)
        by_path = {resource.get_path(): resource for resource in api.resources.values()}
        for path, item in document["paths"].items():
            for name, operation in item.items():
                method = by_path[path].resource_methods[name.upper()]
                method.authorization_type = operation.get("x-amazon-apigateway-auth", {}).get("type", "NONE")
                for name in (name for each in operation.get("security", []) for name in each if name in authorizers):
                    method.authorization_type, method.authorizer_id = "CUSTOM", authorizers[name].id
                integration = operation.get("x-amazon-apigateway-integration", {})
                # AWS reads it in any case, and returns it in upper case.
                method.method_integration.integration_type = integration.get("type", "").upper()
                method.method_integration.lost = {key: integration[key] for key in LOST if key in integration}
        return api

    APIGatewayBackend.put_rest_api = put_rest_api


def import_authorizers(backend, api, document):
    """The authorizers of the document by the names of their schemes. Those that it does not have any more go."""
    schemes = document.get("components", {}).get("securitySchemes", {})
    api.authorizers = {}
    return {
        name: backend.create_authorizer(
            api.id,
            name,
            given["type"].upper(),
            authorizer_uri=given.get("authorizerUri"),
            authorizer_credentials=given.get("authorizerCredentials"),
            identity_source=given.get("identitySource"),
            authorizer_result_ttl=given.get("authorizerResultTtlInSeconds", 300),
            auth_type=scheme.get("x-amazon-apigateway-authtype"),
        )
        for name, scheme in schemes.items()
        if (given := scheme.get("x-amazon-apigateway-authorizer"))
    }


def methods(item):
    return {("any" if name.upper() == ANY else name): operation for name, operation in item.items()}


def show_members():
    to_json = Integration.to_json

    Integration.to_json = lambda self: {**to_json(self), **getattr(self, "lost", {})}
