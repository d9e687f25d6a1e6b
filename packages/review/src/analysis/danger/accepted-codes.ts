/** Where a health check says which answers are healthy. */
export const ACCEPTED_CODES = /(^|\.)matcher(\.(value|http_code|grpc_code))?$/;

/**
 * Whether answers that are errors now count as healthy: HTTP's 400 to 599, and gRPC's codes but 0 and the default of 12.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
export function acceptsErrors(before: string, after: string): boolean {
  const was = rangesOf(before);
  return rangesOf(after).some(([first, last]) => {
    for (let code = first; code <= last; code++) {
      if (isError(code) && !was.some(([from, to]) => from <= code && code <= to)) return true;
    }
    return false;
  });
}

function isError(code: number): boolean {
  return code < 100 ? code !== 0 && code !== 12 : code >= 400;
}

/** `200-299`, `200,202`. */
function rangesOf(codes: string): readonly (readonly [number, number])[] {
  return [...codes.matchAll(/(\d{1,3})(?:-(\d{1,3}))?/g)].map(([, from, to]) => [Number(from), Number(to ?? from)]);
}
