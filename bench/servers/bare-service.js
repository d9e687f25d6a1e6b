/** The same two routes on node:http alone, with a line of log for each request. Its argument is the books as JSON. */
const { createServer } = require("node:http");

const books = JSON.parse(process.argv[2]);

const server = createServer((request, response) => {
  const [, , , id] = request.url.split("/");
  const found = id === undefined ? books : books.find((book) => book.id === Number(id));
  const body = JSON.stringify(found ?? { message: "Not Found" });
  response.writeHead(found === undefined ? 404 : 200, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
  process.stdout.write(
    `${JSON.stringify({ method: request.method, url: request.url, status: response.statusCode })}\n`,
  );
});

server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.on("disconnect", () => process.exit());
