"""Tags of scalable targets: aws_appautoscaling_target reads and writes them, and without them retries endlessly."""

import json

from moto.applicationautoscaling.models import ApplicationAutoscalingBackend
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse
from moto.utilities.tagging_service import TaggingService


def tagger(backend):
    if not hasattr(backend, "tagger"):
        backend.tagger = TaggingService(tag_name="Tags", key_name="Key", value_name="Value")
    return backend.tagger


def as_list(tags):
    return [{"Key": key, "Value": value} for key, value in (tags or {}).items()]


def apply():
    register = ApplicationAutoScalingResponse.register_scalable_target
    deregister = ApplicationAutoscalingBackend.deregister_scalable_target

    def register_scalable_target(self):
        answer = register(self)
        arn = json.loads(answer)["ScalableTargetARN"]
        tagger(self.applicationautoscaling_backend).tag_resource(arn, as_list(self._get_param("Tags")))
        return answer

    def deregister_scalable_target(self, namespace, resource_id, dimension):
        for target in self.describe_scalable_targets(namespace, [resource_id], dimension):
            tagger(self).delete_all_tags_for_resource(target.arn)
        return deregister(self, namespace, resource_id, dimension)

    def list_tags_for_resource(self):
        tags = tagger(self.applicationautoscaling_backend).get_tag_dict_for_resource(self._get_param("ResourceARN"))
        return json.dumps({"Tags": tags})

    def tag_resource(self):
        tagger(self.applicationautoscaling_backend).tag_resource(
            self._get_param("ResourceARN"), as_list(self._get_param("Tags"))
        )
        return "{}"

    def untag_resource(self):
        tagger(self.applicationautoscaling_backend).untag_resource_using_names(
            self._get_param("ResourceARN"), self._get_param("TagKeys")
        )
        return "{}"

    ApplicationAutoScalingResponse.register_scalable_target = register_scalable_target
    ApplicationAutoScalingResponse.list_tags_for_resource = list_tags_for_resource
    ApplicationAutoScalingResponse.tag_resource = tag_resource
    ApplicationAutoScalingResponse.untag_resource = untag_resource
    ApplicationAutoscalingBackend.deregister_scalable_target = deregister_scalable_target
