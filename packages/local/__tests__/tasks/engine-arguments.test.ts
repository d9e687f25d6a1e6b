import { engineArguments } from "../../src/tasks/engine-starter";
import type { Container } from "@private-http-api/topology";
import { container } from "../support/containers";

function argumentsFor(changes: Partial<Container>): string {
  const image = "r.test/web@sha256:abc";
  const task = { address: "t", family: "t", cpu: 256, memoryMiB: 512, containers: [] };
  const spec = {
    taskId: "web/1",
    task,
    container: container({ image, ...changes }),
    port: 20001,
    write: () => undefined,
  };
  return engineArguments(spec, { TOKEN: "secret" }).join(" ");
}

test("a container is limited as its task definition says, and listens on the port it was given", () => {
  expect(argumentsFor({ user: "1000:1000", environment: { PORT: "8080", A: "b c" } })).toBe(
    "--rm --network host --init --read-only --user 1000:1000 --cap-drop ALL --memory 512m --cpus 0.25 --stop-timeout 5 " +
      "--env PORT=20001 --env A=b c r.test/web@sha256:abc",
  );
});

test("what the definition does not ask for is left out", () => {
  const plain = { initProcessEnabled: false, readonlyRootFilesystem: false, droppedCapabilities: [] };
  expect(argumentsFor(plain)).toBe(
    "--rm --network host --memory 512m --cpus 0.25 --stop-timeout 5 --env PORT=20001 r.test/web@sha256:abc",
  );
});

test("a secret's value passes from the environment and does not stand on the command line", () => {
  expect(argumentsFor({ secrets: ["TOKEN"] })).toContain("--env TOKEN r.test");
});

test("entryPoint, command and health check of the definition replace the image's", () => {
  const text = argumentsFor({
    entryPoint: ["init", "-v"],
    command: ["run"],
    healthCheckCommand: ["CMD-SHELL", "test -e x"],
  });
  expect(text).toMatch(/--health-cmd test -e x .*--entrypoint init r\.test\/web@sha256:abc -v run$/);
});
