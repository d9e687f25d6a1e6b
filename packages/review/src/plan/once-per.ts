/** A function of an object that computes its result once for each: reviews ask for the same index of a plan many times. */
export function oncePer<K extends object, V extends object | string>(compute: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = compute(key);
    known.set(key, value);
    return value;
  };
}

/** The same for texts: names that thousands of resources share, such as types and paths of attributes. */
export function oncePerText<V>(compute: (text: string) => V): (text: string) => V {
  const known = new Map<string, { readonly value: V }>();
  return (text) => {
    let found = known.get(text);
    if (found === undefined) known.set(text, (found = { value: compute(text) }));
    return found.value;
  };
}
