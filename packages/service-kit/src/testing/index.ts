export { collectionCases, type CollectionCasesProps } from "./collection-cases";
export {
  differences,
  send,
  type CaseAnswer,
  type CaseExpectation,
  type CaseRequest,
  type ServiceCase,
} from "./service-case";
export { freePort, ServiceProcess, type EndedProcess } from "./service-process";
export { start, type StartedApp } from "./start";
