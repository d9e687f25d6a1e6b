import { checkHealth } from "@private-http-api/service-kit";
import { PATH } from "./service";

void checkHealth(`${PATH}/health`, process.env).then((code) => process.exit(code));
