"""Deployments of an HTTP API, and changes to its stages."""

import json
import re
from datetime import datetime
from urllib.parse import unquote

from moto.apigatewayv2 import urls
from moto.apigatewayv2.models import ApiGatewayV2Backend, Stage
from moto.apigatewayv2.responses import ApiGatewayV2Response
from moto.core.utils import iso_8601_datetime_without_milliseconds
from moto.moto_api._internal import mock_random

NOT_FOUND = json.dumps({"message": "Unable to find Deployment"})
# Attributes of a stage by the names that the API gives them.
ATTRIBUTES = {
    "accessLogSettings": "access_log_settings",
    "autoDeploy": "auto_deploy",
    "defaultRouteSettings": "default_route_settings",
    "deploymentId": "deployment_id",
    "description": "description",
    "routeSettings": "route_settings",
    "stageVariables": "stage_variables",
}


def apply():
    urls.url_paths.update(
        {
            "{0}/v2/apis/(?P<api_id>[^/]+)/deployments$": ApiGatewayV2Response.dispatch,
            "{0}/v2/apis/(?P<api_id>[^/]+)/deployments/(?P<deployment_id>[^/]+)$": ApiGatewayV2Response.dispatch,
            "{0}/v2/apis/(?P<api_id>[^/]+)/stages/(?P<stage_name>[^/]+)/routesettings/(?P<route_key>.+)$": (
                ApiGatewayV2Response.dispatch
            ),
            "{0}/v2/tags/(?P<resource_arn_pt1>[^/]+)/apis/(?P<resource_arn_pt2>[^/]+)/stages/(?P<stage_name>[^/]+)$": (
                ApiGatewayV2Response.dispatch
            ),
        }
    )
    # aws_apigatewayv2_deployment: create waits for DEPLOYED, then reads, updates its description and deletes.
    ApiGatewayV2Response.create_deployment = create_deployment
    ApiGatewayV2Response.get_deployment = get_deployment
    ApiGatewayV2Response.update_deployment = update_deployment
    ApiGatewayV2Response.delete_deployment = delete_deployment
    # aws_apigatewayv2_stage: every change except a replacement.
    ApiGatewayV2Response.update_stage = update_stage
    ApiGatewayV2Response.delete_route_settings = delete_route_settings
    remember_deployment()
    tag_stages()


def tag_stages():
    """Changes of a stage's tags: moto has no path for them, and stores the tags in the stage."""
    tag, untag = ApiGatewayV2Backend.tag_resource, ApiGatewayV2Backend.untag_resource

    def stage_by(self, arn):
        match = re.search(r"/apis/([^/]+)/stages/(.+)$", arn)
        return self.get_stage(*match.groups()) if match else None

    def tag_also_stages(self, arn, tags):
        stage = stage_by(self, arn)
        if not stage:
            return tag(self, arn, tags)
        stage.tags = {**(stage.tags or {}), **(tags or {})}

    def untag_also_stages(self, arn, keys):
        stage = stage_by(self, arn)
        if not stage:
            return untag(self, arn, keys)
        stage.tags = {key: value for key, value in (stage.tags or {}).items() if key not in keys}

    ApiGatewayV2Backend.tag_resource, ApiGatewayV2Backend.untag_resource = tag_also_stages, untag_also_stages


def remember_deployment():
    init, to_json = Stage.__init__, Stage.to_json

    def with_deployment(self, api, config):
        init(self, api, config)
        self.deployment_id = config.get("deploymentId")

    def and_deployment(self):
        answer = to_json(self)
        return {**answer, "deploymentId": self.deployment_id} if self.deployment_id else answer

    Stage.__init__, Stage.to_json = with_deployment, and_deployment


def deployments(response):
    api = response.apigatewayv2_backend.get_api(response.path.split("/")[3])
    if not hasattr(api, "deployments"):
        api.deployments = {}
    return api.deployments


def last(response):
    return unquote(response.path.split("/")[-1])


def create_deployment(self):
    body = json.loads(self.body or "{}")
    deployment = {
        "autoDeployed": False,
        "createdDate": iso_8601_datetime_without_milliseconds(datetime.now()),
        "deploymentId": mock_random.get_random_string(length=6, lower_case=True),
        "deploymentStatus": "DEPLOYED",
        "description": body.get("description", ""),
    }
    deployments(self)[deployment["deploymentId"]] = deployment
    return 201, {}, json.dumps(deployment)


def get_deployment(self):
    deployment = deployments(self).get(last(self))
    return (200, {}, json.dumps(deployment)) if deployment else (404, {}, NOT_FOUND)


def update_deployment(self):
    deployment = deployments(self).get(last(self))
    if not deployment:
        return 404, {}, NOT_FOUND
    deployment["description"] = json.loads(self.body).get("description", deployment["description"])
    return 200, {}, json.dumps(deployment)


def delete_deployment(self):
    return (204, {}, "") if deployments(self).pop(last(self), None) else (404, {}, NOT_FOUND)


def stage_of(response, name):
    return response.apigatewayv2_backend.get_stage(response.path.split("/")[3], name)


def update_stage(self):
    stage = stage_of(self, last(self))
    for name, value in json.loads(self.body).items():
        attribute = ATTRIBUTES.get(name)
        if attribute in ("route_settings", "stage_variables"):
            # Entries override the existing ones; an empty stage variable is removed.
            merged = {**getattr(stage, attribute), **value}
            value = {key: entry for key, entry in merged.items() if entry != ""}
        if attribute:
            setattr(stage, attribute, value)
    stage.updated = datetime.now()
    return 200, {}, json.dumps(stage.to_json())


def delete_route_settings(self):
    parts = self.path.split("/")
    stage_of(self, unquote(parts[5])).route_settings.pop(unquote("/".join(parts[7:])), None)
    return 204, {}, ""
