import { cpSync } from "node:fs";
import { join } from "node:path";
import { sampleApi, sampleProducer, synthOutput, temporaryFolder } from "@private-http-api/test-support";
import { programService } from "./programs";

/** A project whose one service, at `/carts`, runs this program; its tasks have 2 s to stop. */
export function projectWith(program: string, desiredCount = 2): string {
  const folder = temporaryFolder();
  const { project, service } = programService(program);
  const context = service.task.containers[0]?.buildContext ?? "";
  cpSync(join(project, context), join(folder, "carts"), { recursive: true });
  const producer = sampleProducer();
  producer.resource["docker_image"] = { carts: { name: "r/carts:1", build: { context: "../../../carts" } } };
  producer.resource["aws_ecs_task_definition"] = {
    carts: {
      family: "carts",
      container_definitions:
        '[{"name":"carts","image":"${docker_image.carts.repo_digest}","stopTimeout":2,"portMappings":[{"containerPort":8080}]}]',
    },
  };
  (producer.resource["aws_ecs_service"]?.["carts"] ?? {})["desired_count"] = desiredCount;
  cpSync(synthOutput({ "dev-network": producer, "dev-http-api": sampleApi() }), join(folder, "cdktf.out"), {
    recursive: true,
  });
  return folder;
}
