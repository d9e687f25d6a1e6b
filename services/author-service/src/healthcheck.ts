import { checkHealth } from "service-kit/check-health";
import { PATH } from "./service";

void checkHealth(`${PATH}/health`, process.env).then((code) => process.exit(code));
