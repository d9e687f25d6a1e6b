// Programs that take a second alone take more beside three Terraforms. What takes minutes says so itself.
jest.setTimeout(30_000);
