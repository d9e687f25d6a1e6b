import { readdirSync } from "node:fs";
import { describeWith, inventory, runBook, service, useDeployment } from "@private-http-api/test-support";

const account = "555555555555";
const stacks = ["state-prod", "prod-fargate-vpc-link", "prod-http-api"];
const [west, east] = ["us-west-2", "us-east-1"];

interface Setting {
  readonly name: string;
  readonly region: string;
  readonly protect?: boolean;
}

function config({ name, region, protect = true }: Setting) {
  return {
    name,
    services: { app: service("/api/app", { authorization: "none" }) },
    environments: { prod: { account, region, protect } },
  };
}

/** The run book's `npx cdktf` asks before it acts, and looks for providers in the registry. */
const deploy = { "npx cdktf deploy": "cdktf deploy --auto-approve --skip-provider-lock" };
const destroy = {
  ...deploy,
  "npx cdktf destroy": "cdktf destroy --auto-approve",
  "remove-state -- prod": "remove-state -- prod --yes",
};

describeWith(["terraform", "emulator"], "a protected environment whose application and Region get other names", () => {
  const shop = { name: "shop", region: west };
  const store = { name: "store", region: west };
  const moved = { name: "store", region: east };
  const deployment = useDeployment({ account, region: west, config: config(shop) });

  /** Everything there is in a Region. */
  function made(region: string): Promise<Record<string, number>> {
    return inventory({ ...deployment().project.env, AWS_REGION: region, AWS_DEFAULT_REGION: region });
  }

  async function follow(commands: readonly string[]): Promise<void> {
    const { exitCode, stdout, stderr } = await deployment().project.shell(commands.join("\n"));
    if (exitCode !== 0) throw new Error(`${stdout}\n${stderr}`);
  }

  async function become(setting: Setting): Promise<void> {
    deployment().project.configure(config(setting));
    await follow(runBook("Rename the application", deploy));
    expect(await deployment().project.unsettled(stacks)).toEqual({});
  }

  /** Sets an earlier name back, and follows the run book's "Destroy". */
  async function leave(setting: Setting): Promise<void> {
    deployment().project.configure(config(setting));
    const [notProtected = "", ...commands] = runBook("Destroy", destroy);
    expect(notProtected).toContain("protect: false");
    await deployment().project.shell("rm -r cdktf.out");
    await deployment().project.cdktf("synth");
    const refused = await deployment().project.shell("cdktf destroy --auto-approve 'prod-*'");
    expect(refused.exitCode).not.toBe(0);
    deployment().project.configure(config({ ...setting, protect: false }));
    await follow(commands);
  }

  test("is deployed", async () => {
    const { project } = deployment();
    await project.cdktf("deploy", "state-prod");
    await project.cdktf("deploy", "prod-*");
    expect(await project.unsettled(stacks)).toEqual({});
  });

  test("leaves nothing of the first application behind or changed under its new name", async () => {
    const before = await made(west);
    await become(store);
    const after = await made(west);
    expect(after).toEqual(Object.fromEntries(Object.entries(before).map(([kind, count]) => [kind, 2 * count])));
  });

  test("nor in its first Region when it gets another", async () => {
    const before = await made(west);
    await become(moved);
    const after = await made(west);
    // Buckets, and IAM's roles and policies, are of all Regions.
    const global = ["s3 list_buckets", "iam list_roles", "iam list_policies"];
    const regional = Object.entries(before).filter(([kind]) => !global.includes(kind));
    expect(after).toMatchObject(Object.fromEntries(regional));
  });

  test("and each of them can still be destroyed, by the run book, with nothing left", async () => {
    const files = readdirSync(deployment().project.folder).filter((file) => file.endsWith(".tfstate"));
    expect(files).toHaveLength(3);
    for (const setting of [moved, shop, store]) await leave(setting);
    expect([await made(west), await made(east)]).toEqual([{}, {}]);
  });
});
