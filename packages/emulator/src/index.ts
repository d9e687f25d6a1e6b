export { type CloudRecord, endedProcesses, readRecord } from "./deploy-local/record";
export { type LocalCloud, startLocalCloud } from "./local-cloud";
export { ask, type Question } from "./moto/ask";
export { withSettings } from "./moto/aws-environment";
export { makeCertificate } from "./registry/certificate";
export { checkovPython } from "./tools/checkov";
export { findBrowser, missing, type Need } from "./tools/prerequisites";
export { type Progress } from "./tools/progress";
export { UndoStack } from "./tools/undo-stack";
