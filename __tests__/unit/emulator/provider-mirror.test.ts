import path from "node:path";
import { cliConfig, terraformEnvironment } from "../../../emulator/terraform/cli-config";
import { findMirror, providersIn } from "../../../emulator/terraform/mirror";
import { removeTemporaryFolders, temporaryFolder } from "../../support/terraform-folder";

const aws = "registry.terraform.io/hashicorp/aws";
const docker = "registry.terraform.io/kreuzwerker/docker";

afterAll(removeTemporaryFolders);

describe("the search for a provider mirror", () => {
  test("finds the folder that holds the host folder of the AWS provider, and all that is in it", () => {
    const root = temporaryFolder({
      [`opt/mirror/${aws}/5.100.0/linux_amd64/`]: "",
      [`opt/mirror/${docker}/4.6.0/`]: "",
    });
    expect(findMirror({}, root)).toEqual({ folder: path.join(root, "opt/mirror"), providers: [aws, docker] });
  });

  test.each([".terraform", "node_modules", "cdktf.out"])("passes %s over", (skipped) => {
    expect(
      findMirror({}, temporaryFolder({ [`${skipped}/providers/${aws}/5.100.0/linux_amd64/`]: "" })),
    ).toBeUndefined();
  });

  test("passes a folder over that has the names and no version", () => {
    expect(findMirror({}, temporaryFolder({ [`srv/${aws}/docs/`]: "" }))).toBeUndefined();
  });

  test("takes the folder that TF_PROVIDER_MIRROR names and looks nowhere else", () => {
    const root = temporaryFolder({ [`a/${aws}/5.100.0/`]: "", [`b/${docker}/4.6.0/`]: "" });
    const given = path.join(root, "b");
    expect(findMirror({ TF_PROVIDER_MIRROR: given }, root)).toEqual({ folder: given, providers: [docker] });
  });

  test("refuses a TF_PROVIDER_MIRROR that holds no provider", () => {
    const given = temporaryFolder();
    expect(() => findMirror({ TF_PROVIDER_MIRROR: given })).toThrow(
      `TF_PROVIDER_MIRROR: ${given} holds no provider; give a folder laid out as host/namespace/type, or unset it`,
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

  test("leaves the user's own in force where there is no mirror", () => {
    expect(terraformEnvironment([], "/never/written")).toEqual({ CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" });
  });
});
