import { chmodSync, readdirSync } from "node:fs";
import path from "node:path";
import { cliConfig, terraformEnvironment } from "../src/terraform/cli-config";
import { findMirror, providersIn } from "../src/terraform/mirror";
import { temporaryFolder } from "@private-http-api/test-support";

/** This machine, as providers are named after it. */
const here = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
const aws = "registry.terraform.io/hashicorp/aws";
const docker = "registry.terraform.io/kreuzwerker/docker";

describe("the search for a provider mirror", () => {
  test("finds the folder that holds the host folder of the AWS provider, and all that is in it", () => {
    const root = temporaryFolder({
      [`opt/mirror/${aws}/5.100.0/${here}/`]: "",
      [`opt/mirror/${docker}/4.6.0/${here}/`]: "",
    });
    expect(findMirror({}, root)).toEqual({ folder: path.join(root, "opt/mirror"), providers: [aws, docker] });
  });

  test.each([".terraform", ".terraform.d", "plugin-cache", "node_modules", "cdktf.out"])(
    "passes %s over",
    (skipped) => {
      expect(findMirror({}, temporaryFolder({ [`${skipped}/providers/${aws}/5.100.0/${here}/`]: "" }))).toBeUndefined();
    },
  );

  test.each(["5.100.0", "5.100.2", "6.25.0"])("takes version %s of the AWS provider, as the stacks do", (version) => {
    const root = temporaryFolder({ [`srv/${aws}/${version}/${here}/`]: "" });
    expect(findMirror({}, root)?.providers).toEqual([aws]);
  });

  test.each([
    ["no version", "docs"],
    ["an older version", `5.99.0/${here}`],
    ["a newer major version", `7.0.0/${here}`],
    ["another platform", "5.100.0/plan9_mips"],
  ])("passes a folder over that has the names and %s", (_what, inside) => {
    expect(findMirror({}, temporaryFolder({ [`srv/${aws}/${inside}/`]: "" }))).toBeUndefined();
  });

  test("finds one that holds the archives, as `terraform providers mirror` writes them", () => {
    const root = temporaryFolder({ [`srv/${aws}/terraform-provider-aws_5.100.0_${here}.zip`]: "" });
    expect(findMirror({}, root)).toEqual({ folder: path.join(root, "srv"), providers: [aws] });
  });

  test("goes on behind one that does not serve, and one that anybody may write to", () => {
    const root = temporaryFolder({
      [`a/${aws}/5.99.0/${here}/`]: "",
      [`b/mirror/${aws}/5.100.0/${here}/`]: "",
      [`c/mirror/${aws}/5.100.0/${here}/`]: "",
    });
    chmodSync(path.join(root, "b"), 0o1777);
    expect(findMirror({}, root)?.folder).toBe(path.join(root, "c/mirror"));
  });

  test("lists no provider that this machine cannot use", () => {
    const root = temporaryFolder({
      [`m/${aws}/5.100.0/${here}/`]: "",
      [`m/${docker}/4.6.0/plan9_mips/`]: "",
    });
    expect(findMirror({}, root)?.providers).toEqual([aws]);
  });

  test("takes the folder that TF_PROVIDER_MIRROR names and looks nowhere else", () => {
    const root = temporaryFolder({ [`a/${aws}/5.100.0/${here}/`]: "", [`b/${docker}/4.6.0/${here}/`]: "" });
    const given = path.join(root, "b");
    expect(findMirror({ TF_PROVIDER_MIRROR: given }, root)).toEqual({ folder: given, providers: [docker] });
  });

  test("refuses a TF_PROVIDER_MIRROR that holds no provider", () => {
    const given = temporaryFolder();
    expect(() => findMirror({ TF_PROVIDER_MIRROR: given })).toThrow(
      `TF_PROVIDER_MIRROR: ${given} holds no provider for ${here}; give a folder laid out as host/namespace/type/version/${here}, or unset it`,
    );
  });

  test("lists nothing in a folder that is not there", () => {
    expect(providersIn("/no/such/folder")).toEqual([]);
  });
});

describe("Terraform's CLI configuration", () => {
  test("takes from each mirror what it holds and downloads the rest", () => {
    expect(
      cliConfig([
        { folder: "/mirror/one", providers: [aws] },
        { folder: "/mirror/two", providers: [docker] },
      ]),
    ).toBe(`provider_installation {
  filesystem_mirror {
    path    = "/mirror/one"
    include = ["${aws}"]
  }
  filesystem_mirror {
    path    = "/mirror/two"
    include = ["${docker}"]
  }
  direct {
    exclude = ["${aws}","${docker}"]
  }
}
`);
  });

  test("leaves the user's own in force where there is no mirror, and downloads once for all stacks", () => {
    const folder = temporaryFolder();
    const settings = terraformEnvironment([], path.join(folder, "terraform.tfrc"), {});
    expect(settings).toEqual({
      ...{ CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", GOGC: "400" },
      ...{
        TF_PLUGIN_CACHE_DIR: path.join(folder, "plugin-cache"),
        TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "1",
      },
    });
    expect(readdirSync(folder)).toEqual(["plugin-cache"]);
  });

  test("keeps the user's own setting of Go's garbage collector", () => {
    const file = path.join(temporaryFolder(), "terraform.tfrc");
    expect(terraformEnvironment([], file, { GOGC: "50" })).toMatchObject({ GOGC: "50" });
  });

  test("keeps the cache that the user has already", () => {
    const cache = path.join(temporaryFolder(), "cache");
    expect(terraformEnvironment([], "/never/written", { TF_PLUGIN_CACHE_DIR: cache })).toMatchObject({
      TF_PLUGIN_CACHE_DIR: cache,
    });
  });
});
