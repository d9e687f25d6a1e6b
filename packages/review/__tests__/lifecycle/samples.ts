import { DEPLOYED, type RawConfig, SETTINGS, type Setting } from "./settings";
import { LINKED, LINK_SETTINGS } from "./link-settings";
import { REST, REST_SETTINGS } from "./rest-settings";

/** An environment that is deployed, and what it may be asked to change. */
export interface Sample {
  /** What it is, for tests. */
  readonly what: string;
  readonly config: RawConfig;
  readonly settings: readonly Setting[];
}

/** In the order of the page's rows. */
export const SAMPLES: readonly Sample[] = [
  { what: "an HTTP API with a service behind each kind of entry", config: DEPLOYED, settings: SETTINGS },
  { what: "a private REST API with a consumer", config: REST, settings: REST_SETTINGS },
  { what: "PrivateLink, with a consumer and an API of another account", config: LINKED, settings: LINK_SETTINGS },
];

/**
 * The samples with those settings whose names contain one of these texts; a sample without any is left out.
 *
 * @param texts none: all settings
 */
export function samplesFor(texts: readonly string[]): readonly Sample[] {
  if (texts.length === 0) return SAMPLES;
  return SAMPLES.map((sample) => ({
    ...sample,
    settings: sample.settings.filter(({ name }) => texts.some((text) => name.includes(text))),
  })).filter(({ settings }) => settings.length > 0);
}
