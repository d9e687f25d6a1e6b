export { type Plan } from "@private-http-api/terraform-json";
export { approvedSchema, beyondApproved } from "./beyond-approved";
export { reviewEnvironment, type ReviewedEnvironment, type ReviewEnvironmentProps } from "./review-environment";
export { type Review } from "./review";
