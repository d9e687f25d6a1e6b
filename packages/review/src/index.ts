export { type Plan } from "./plan/plan-schema";
