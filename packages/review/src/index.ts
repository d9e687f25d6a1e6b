export { type Plan } from "@private-http-api/terraform-json";
