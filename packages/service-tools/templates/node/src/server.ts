import { runService } from "@private-http-api/service-kit";
import { createApp } from "./app";
import { SERVICE } from "./service";

void runService({ service: SERVICE, createApp, env: process.env });
