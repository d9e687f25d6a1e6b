/**
 * What an end-to-end test or a hook of one may take: no test fails because the machine is slow, only one that hangs ends
 * by this. A test that is about time measures it itself.
 */
jest.setTimeout(900_000);
