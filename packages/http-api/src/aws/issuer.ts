export const USUAL_ISSUER = 'give the issuer\'s https URL, as it stands in the "iss" claim of its tokens';

/**
 * What is wrong with the issuer of tokens, as the end of a sentence; `undefined` for nothing. API Gateway reads its keys
 * from below that URL when an authorizer is made, and refuses one that it cannot reach from the internet [API Gateway
 * Developer Guide, "Control access to HTTP APIs with JWT authorizers"].
 */
export function issuerFault(issuer: string): string | undefined {
  if (!/^https:\/\/[^\s?#/@]+(?:\/[^\s?#]*)?$/.test(issuer) || !URL.canParse(issuer)) return USUAL_ISSUER;
  if (!/^[!-~]+$/.test(issuer)) return `${USUAL_ISSUER}, in ASCII`;
  const { hostname, pathname } = new URL(issuer);
  if (pathname.includes("/.well-known/")) {
    return `it is the address of the issuer's configuration; give ${JSON.stringify(issuer.slice(0, issuer.indexOf("/.well-known/")))}`;
  }
  const isPublic = hostname.includes(".") && !/(?:^|\.)(?:localhost|local|internal)$/.test(hostname);
  return isPublic ? undefined : "API Gateway cannot reach it; give an issuer that is reachable from the internet";
}
