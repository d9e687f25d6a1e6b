/** A service as tutorials write it: Express 4, console.log for every request. Its argument is the books as JSON. */
const express = require("express4");

const books = JSON.parse(process.argv[2]);
const app = express();

app.get("/api/books", (_request, response) => {
  console.log("Get all books");
  response.json(books);
});
app.get("/api/books/:id", (request, response) => {
  console.log(`Get book ${request.params.id}`);
  response.json(books.find((book) => book.id === Number(request.params.id)));
});

const server = app.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.on("disconnect", () => process.exit());
