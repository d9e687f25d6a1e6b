import { accessRows, describeWith, SynthesizedApp, validateStacks } from "@private-http-api/test-support";

describeWith(["terraform", "docker-provider"], "Terraform", () => {
  test("takes the stacks of every config on docs/access.md", async () => {
    const stacks = new Map(
      accessRows().flatMap(({ section, config }) => {
        const app = new SynthesizedApp(config);
        return app.ids.map((id) => [`${section}_${id}`, app.text(id)] as const);
      }),
    );
    expect(stacks.size).toBeGreaterThanOrEqual(3 * accessRows().length);
    expect(await validateStacks(stacks)).toEqual([]);
  });
});
