/** For sorting by a text of each entry: by code units, the same on every machine. */
export function byText<T>(text: (entry: T) => string): (a: T, b: T) => number {
  return (a, b) => {
    const [first, second] = [text(a), text(b)];
    return first < second ? -1 : first > second ? 1 : 0;
  };
}
