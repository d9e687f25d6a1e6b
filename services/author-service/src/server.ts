import { runService } from "service-kit/run-service";
import { createApp } from "./app";
import { SERVICE } from "./service";

void runService({ service: SERVICE, createApp, env: process.env });
