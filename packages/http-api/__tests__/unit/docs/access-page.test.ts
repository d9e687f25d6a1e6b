import { problemLines } from "../../support/problem-lines";
import { accessRows } from "@private-http-api/test-support";

/** What each row promises; a row without a line here fails. */
const PROMISES: Readonly<Record<string, string>> = {
  everybody: '"authorization":"none"',
  "callers-with-a-token": '"authorizer":"users"',
  "callers-that-a-function-of-yours-admits": '"authorizers":{"gate":{"function"',
  "roles-and-users-of-aws-accounts": '"authorization":"iam"',
  "a-private-rest-api": '"kind":"rest"',
  "consumers-of-a-private-rest-api": '"restApi":true',
  "behind-a-web-application-firewall": '"wafArn":',
  "partners-with-a-client-certificate": '"mutualTls"',
  "service-to-service": '"calls":["price-service"]',
  "something-else-in-the-vpc": '"path":"/api/books"',
  "other-accounts-by-privatelink": '"services":["book-service"],"acceptance":"manual"',
  "consumers-of-your-own": '"consumers":{"partner"',
  "an-api-of-another-account": '"api":true',
};

test("every row of the table leads to a section with a config of its own, which is taken and says what the row does", () => {
  const rows = accessRows();
  expect(rows.map(({ section }) => section)).toEqual(Object.keys(PROMISES));
  for (const { section, config } of rows) {
    expect([section, problemLines(config)]).toEqual([section, []]);
    expect(JSON.stringify(config)).toContain(PROMISES[section]);
  }
});
