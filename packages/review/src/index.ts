export { readRecording } from "./../__tests__/scenarios/recording";
export { type Plan, planSchema } from "./plan/plan-schema";
