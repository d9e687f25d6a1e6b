import { chmodSync, existsSync, statSync, symlinkSync } from "node:fs";
import path from "node:path";
import { makePrivateFolder } from "../src/engine/run-folder";
import { mountsBelow } from "../src/engine/unmount";
import { temporaryFolder } from "@private-http-api/test-support";

test("mounts are those below a folder, also where a blank is in its name", () => {
  const mounts = [
    "overlay / overlay rw 0 0",
    "overlay /my\\040project/engine/data/a overlay rw 0 0",
    "tmpfs /my\\040project/engine-of-another tmpfs rw 0 0",
    "tmpfs /my\\040project/engine/data/tab\\011and\\134 tmpfs rw 0 0",
    "",
  ].join("\n");
  expect(mountsBelow("/my project/engine", mounts)).toEqual([
    "/my project/engine/data/a",
    "/my project/engine/data/tab\tand\\",
  ]);
});

describe("the folder of an engine's sockets", () => {
  test("is its user's alone, and may be there already", () => {
    const folder = path.join(temporaryFolder(), "engine-1");
    makePrivateFolder(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    makePrivateFolder(folder);
  });

  test("is refused where others may enter, and where it leads elsewhere", () => {
    const folder = temporaryFolder();
    const [open, link] = [path.join(folder, "open"), path.join(folder, "link")];
    makePrivateFolder(open);
    chmodSync(open, 0o777);
    symlinkSync(temporaryFolder(), link);
    for (const refused of [open, link]) {
      expect(() => {
        makePrivateFolder(refused);
      }).toThrow(`${refused} must be a folder that only this user may enter: remove it`);
      expect(existsSync(refused)).toBe(true);
    }
  });
});
