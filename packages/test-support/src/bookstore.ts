/** The project of fixtures/bookstore: its config, and test cases for its services. */
export { BOOKSTORE } from "./bookstore-folder";
export { AUTHOR_CASES } from "../fixtures/bookstore/services/author-service/src/cases";
export { BOOKS } from "../fixtures/bookstore/services/book-service/src/books";
export { BOOK_CASES } from "../fixtures/bookstore/services/book-service/src/cases";
export { default as bookstore } from "../fixtures/bookstore/http-api.config";
