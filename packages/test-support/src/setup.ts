import { removeTemporaryFolders } from "./temporary-folder";

afterAll(removeTemporaryFolders);
