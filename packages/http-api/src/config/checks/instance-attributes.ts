import { quote, type Problem } from "../problem";
import type { Check } from "./check";

/** Attributes of instances that no task of the environment has, so that API Gateway finds none and answers 503. */
export const checkInstanceAttributes: Check = ({ environment: { region, services }, at }) =>
  services.flatMap(({ name, instanceAttributes = {} }) =>
    Object.entries(instanceAttributes).flatMap(([key, value]): readonly Problem[] => {
      const fits = key === "REGION" ? value === region : key !== "AVAILABILITY_ZONE" || isZoneOf(region, value);
      if (fits) return [];
      const allowed = key === "REGION" ? quote(region) : `the name of a zone of ${region}, like ${quote(`${region}a`)}`;
      const message = `got ${quote(value)}, which no task of the environment has; give ${allowed}`;
      return [{ path: at(name, "instanceAttributes", key), message }];
    }),
  );

function isZoneOf(region: string, zone: string): boolean {
  return zone.length === region.length + 1 && zone.startsWith(region);
}
