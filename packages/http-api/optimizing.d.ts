/** For a process that ends within a second. */
export function optimizeLate(): void;
/** For one that works for seconds. */
export function optimizeForSeconds(): void;
