import { ReviewError } from "../errors";

interface KnownFailure {
  readonly pattern: RegExp;
  readonly say: (text: string) => string;
}

const NO_CREDENTIALS = "no AWS credentials; sign in (`aws sso login`) or set AWS_PROFILE, then review again";

/** What goes wrong most, in words that say what to do. */
const KNOWN: readonly KnownFailure[] = [
  { pattern: /Error acquiring the state lock/, say: (text) => lockedState(text) },
  {
    pattern: /No valid credential sources|no EC2 IMDS role found|failed to refresh cached credentials/,
    say: () => NO_CREDENTIALS,
  },
  {
    pattern:
      /ExpiredToken|token has expired|InvalidClientTokenId|security token included in the request is (?:expired|invalid)/,
    say: () => "the AWS credentials are expired or not valid; sign in again, then review again",
  },
  {
    pattern: /AWS account ID not allowed: (\d+)/,
    say: (text) =>
      `the credentials belong to account ${/not allowed: (\d+)/.exec(text)?.[1] ?? "(unknown)"}, which the configuration does not allow; use those of the environment's account`,
  },
  {
    pattern: /(?:Cannot connect to the Docker daemon|pinging Docker server|error pinging)/i,
    say: () =>
      "no container engine answers, which the docker provider asks even for a plan; start Docker or set DOCKER_HOST",
  },
  { pattern: /^Error: Resource (?:pre|post)condition failed/m, say: (text) => conditionMessage(text) },
  {
    pattern: /Failed to query available provider packages|Failed to install provider/,
    say: (text) => `a provider cannot be installed: ${summaryOf(text)}`,
  },
];

/** The error that a failed Terraform command ends the review with: one line. */
export function terraformFailure(stack: string, command: string, output: string): ReviewError {
  const text = withoutFrame(output);
  const known = KNOWN.find(({ pattern }) => pattern.test(text));
  return new ReviewError(
    `${stack}: ${known === undefined ? `terraform ${command} failed: ${summaryOf(text)}` : known.say(text)}`,
  );
}

function lockedState(text: string): string {
  function field(name: string): string | undefined {
    return new RegExp(`^\\s*${name}:\\s+(\\S.*)$`, "m").exec(text)?.[1]?.trim();
  }
  const id = field("ID");
  const holder = [field("Who"), field("Operation"), field("Created")].filter((value) => value !== undefined).join(", ");
  const release =
    id === undefined ? "" : `, or release it with \`terraform force-unlock ${id}\` when no Terraform run is using it`;
  return `the state is locked${holder === "" ? "" : ` by ${holder}`}; wait for that run to end${release}`;
}

/** The message that the configuration gives: the paragraph below the condition and its values. */
function conditionMessage(text: string): string {
  const [, rest = ""] = text.split(/^Error: Resource (?:pre|post)condition failed$/m);
  const paragraphs = rest.split(/^Error:/m)[0]?.split(/\n\s*\n/) ?? [];
  const message = paragraphs.map((one) => one.trim()).find((one) => one !== "" && !/^(?:with|on) /.test(one));
  return message?.replace(/[╷╵]/g, "").replace(/\s+/g, " ").trim() ?? summaryOf(text);
}

/** Terraform's first error with the first sentence below it. */
function summaryOf(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  const start = lines.findIndex((line) => line.startsWith("Error:") && !line.includes(PREAMBLE));
  const said = lines
    .slice(Math.max(start, 0))
    .filter((line) => line !== "" && !/^(?:with|on) .*(?:,|:)$/.test(line) && !/^(?:\d+:|[├│])/.test(line));
  const [summary, detail] = said;
  const whole = [summary?.replace(/^Error:\s*/, ""), detail].filter((line) => line !== undefined).join(" ");
  return whole === "" ? "it said nothing" : whole.slice(0, LONGEST);
}

/** `terraform init` says this before the error itself. */
const PREAMBLE = "encountered problems during initiali";

/** Characters of Terraform's own words in a message. */
const LONGEST = 300;

function withoutFrame(output: string): string {
  return output.replace(/^[│╷╵] ?/gm, "");
}
