export { ejectEnvironment } from "./eject-environment";
export { plainTerraform } from "./plain-terraform";
export { lockProviders } from "./lock/lock-providers";
export { releaseStateBucket } from "./remove-state/release-state-bucket";
export { type Changes, type Seconds, Terraform } from "./terraform/terraform";
export { parseUiEvent } from "./terraform/ui-event";
