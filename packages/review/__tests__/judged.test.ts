import { isRight, ROWS, saidOf } from "./judged/score";

it.each(ROWS.map((row) => [`${row[0]} ${JSON.stringify(row[1])} → ${JSON.stringify(row[2])}`, row] as const))(
  "%s",
  (_, row) => {
    expect({ said: saidOf(row), isRight: isRight(row) }).toEqual({ said: saidOf(row), isRight: true });
  },
);
