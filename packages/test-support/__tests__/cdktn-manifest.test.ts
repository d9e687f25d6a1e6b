import { cdktnManifest } from "../src/cdktn-manifest";

test("the library and the AWS bindings become aliases, the CLI goes, the docker bindings take the alias", () => {
  const manifest = {
    name: "app",
    devDependencies: {
      cdktf: "0.21.0",
      "@cdktf/provider-aws": "21.22.1",
      "@cdktf/provider-docker": "12.0.3",
      jest: "30",
    },
    optionalDependencies: { "cdktf-cli": "0.21.0" },
    overrides: { other: "1.0.0" },
  };
  expect(cdktnManifest(manifest)).toEqual({
    name: "app",
    devDependencies: {
      cdktf: "npm:cdktn@0.24.0",
      "@cdktf/provider-aws": "npm:@cdktn/provider-aws@25.7.0",
      "@cdktf/provider-docker": "12.0.3",
      jest: "30",
    },
    optionalDependencies: {},
    overrides: { other: "1.0.0", "@cdktf/provider-docker": { cdktf: "$cdktf" } },
  });
});

test("a package's peers take whatever the application installs", () => {
  const peerDependencies = { cdktf: "0.21.0", "@cdktf/provider-aws": "21.22.1", constructs: "10.7.1" };
  expect(cdktnManifest({ peerDependencies })).toEqual({
    peerDependencies: { cdktf: "*", "@cdktf/provider-aws": "*", constructs: "10.7.1" },
  });
});

test("a manifest without CDKTF stays as it is", () => {
  expect(cdktnManifest({ dependencies: { zod: "4.6.7" } })).toEqual({ dependencies: { zod: "4.6.7" } });
});
