import { UndoStack } from "../src/tools/undo-stack";

test("steps run in reverse, each even when another fails, and once", async () => {
  const done: string[] = [];
  const undo = new UndoStack();
  undo.push(() => done.push("first"));
  undo.push(() => Promise.reject(new Error("the second failed")));
  undo.push(async () => {
    await Promise.resolve();
    done.push("third");
  });
  await expect(undo.run()).rejects.toThrow("the second failed");
  expect(done).toEqual(["third", "first"]);
  await undo.run();
  expect(done).toHaveLength(2);
});
