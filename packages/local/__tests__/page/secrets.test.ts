import { maskText, Secrets } from "../../src/page/secrets";

test.each([
  ["a token in a query string", "/books?access_token=s3cr3t&page=2", "/books?access_token=***&page=2"],
  ["a signed URL", "?X-Amz-Signature=abc&X-Amz-Expires=60", "?X-Amz-Signature=***&X-Amz-Expires=60"],
  ["an encoded name", "?access%5Ftoken=abc", "?access%5Ftoken=***"],
  ["a JSON Web Token in a path", "/verify/eyJhbGciOi.eyJzdWIi.c2ln/x", "/verify/***/x"],
  ["a field of JSON", '{"user":"ann","password":"p\\"w"}', '{"user":"ann","password":"***"}'],
  [
    "JSON in JSON",
    String.raw`{"body":"{\"api_key\":\"k1\",\"n\":1}"}`,
    String.raw`{"body":"{\"api_key\":\"***\",\"n\":1}"}`,
  ],
  ["a value that was cut off", '{"token":"abcde', '{"token":"***"'],
  ["a number", '{"pin":1,"passcode":4321}', '{"pin":1,"passcode":"***"}'],
  ["a form", "user=ann&client_secret=abc", "user=ann&client_secret=***"],
  ["an OAuth code", "https://x.example/cb?code=abc&state=1", "https://x.example/cb?code=***&state=1"],
  ["a URL in a parameter", "?next=https://x.example/?token=abc&page=2", "?next=https://x.example/?token=***&page=2"],
  [
    "an encoded URL in one",
    "?next=https%3A%2F%2Fx%3Ftoken%3Dabc%26n%3D1&m=2",
    "?next=https%3A%2F%2Fx%3Ftoken%3D***%26n%3D1&m=2",
  ],
  ["nothing secret", "/books?page=2&sort=title", "/books?page=2&sort=title"],
])("%s", (_what, text, masked) => {
  expect(maskText(text)).toBe(masked);
});

test.each([
  ["authorization", "Bearer abc.def", "Bearer ***"],
  ["Authorization", "rawtoken", "***"],
  ["cookie", "sid=1234567; theme=dark1", "sid=***; theme=***"],
  ["set-cookie", "sid=1234567; Path=/; HttpOnly", "sid=***; Path=/; HttpOnly"],
  ["x-api-key", "k-1", "***"],
  ["x-amz-security-token", "FwoG", "***"],
  ["proxy-authorization", "Basic YTpi", "Basic ***"],
  ["x-amzn-trace-id", "Root=1-2-3", "Root=1-2-3"],
  ["access-control-allow-headers", "authorization", "authorization"],
  ["content-type", "application/json", "application/json"],
  ["referer", "http://x.example/?token=abc", "http://x.example/?token=***"],
])("header %s: %s", (name, value, masked) => {
  expect(new Secrets().header(name, value)).toBe(masked);
});

test("a secret is masked wherever it is repeated", () => {
  const secrets = new Secrets();
  secrets.addHeaders([
    ["authorization", `Basic ${Buffer.from("ann:correct horse").toString("base64")}`],
    ["cookie", "sid=abcdefgh"],
  ]);
  secrets.addQuery("token=a%2Bb%2Bc%2Bd");
  expect(secrets.text("correct horse, abcdefgh, a+b+c+d and a%2Bb%2Bc%2Bd")).toBe("***, ***, *** and ***");
});
