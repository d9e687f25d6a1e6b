import { normalizedPath } from "../../src/balancer/normalized-path";

// RFC 3986: 5.2.4 (dot segments), 6.2.2.1 (case of escapes), 6.2.2.2 (escapes of unreserved characters).
test.each([
  ["/api/books/1", "/api/books/1"],
  ["/api/books/../authors", "/api/authors"],
  ["/api/books/%2e%2E/authors", "/api/authors"],
  ["/a/b/c/./../../g", "/a/g"],
  ["/../../a", "/a"],
  ["/a/b/..", "/a/"],
  ["/a/.", "/a/"],
  ["/a/.hidden/..b", "/a/.hidden/..b"],
  ["/%61pi/b%6Fo%7E", "/api/boo~"],
  ["/a%2fb%c3%a9", "/a%2Fb%C3%A9"],
  ["/a//b", "/a//b"],
  ["/100%", "/100%"],
])("%s is %s", (path, expected) => {
  expect(normalizedPath(path)).toBe(expected);
});
