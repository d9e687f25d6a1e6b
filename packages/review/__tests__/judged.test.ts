import { isRight, ROWS, saidOf } from "./judged/score";

describe("changes judged by AWS's documentation before the review was asked", () => {
  it.each(ROWS.map((row) => [`${row[0]} ${JSON.stringify(row[1])} → ${JSON.stringify(row[2])}`, row] as const))(
    "%s",
    (_, row) => {
      const [, , , expected] = row;
      expect({ expected, said: saidOf(row), isRight: isRight(row) }).toMatchObject({
        isRight: true,
      });
    },
  );
});
