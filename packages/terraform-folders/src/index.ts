export { ejectEnvironment } from "./eject-environment";
export { plainTerraform } from "./plain-terraform";
export { lockProviders } from "./lock/lock-providers";
