export { ejectEnvironment } from "./eject-environment";
export { plainTerraform } from "./plain-terraform";
