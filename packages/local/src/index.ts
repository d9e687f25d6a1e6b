export { Balancers } from "./balancer/balancers";
export { Console } from "./console";
export { endingSignals, Foreground } from "./foreground";
export { createGateway } from "./gateway/gateway";
export { pagePortOption, portOption } from "./options";
export { checkPort } from "./ports";
export { serve, type Served } from "./serve";
export { curlLines, startTable } from "./start-table";
