import { containerDefinition } from "../../../src/constructs/container-definition";

const props = {
  name: "app",
  image: "registry.example.com/app@sha256:0",
  port: 8080,
  environment: { B: "2", A: "1" },
  logGroupName: "/shop-dev/app",
  region: "us-west-2",
  stopTimeoutSeconds: 45,
};

describe("a container definition", () => {
  test("runs without root, on a read-only file system, without capabilities, behind an init process", () => {
    expect(containerDefinition(props)).toMatchObject({
      user: "1000:1000",
      readonlyRootFilesystem: true,
      linuxParameters: { initProcessEnabled: true, capabilities: { drop: ["ALL"] } },
    });
  });

  test("has the same text in whatever order the environment is written", () => {
    const other = containerDefinition({ ...props, environment: { A: "1", B: "2" } });
    expect(JSON.stringify(containerDefinition(props))).toBe(JSON.stringify(other));
  });
});
