import { z } from "zod";
import { addressNumber, rangeOnBoundary } from "../ipv4-range";
import { quote } from "../problem";

/** A port, or a range of them, as the config has it. */
type Ports = number | string;

/** Peers that tasks may reach in addition to those of every environment. */
export interface OutboundRule {
  /** Name in Terraform addresses: the key in the config, and the ports. */
  readonly key: string;
  readonly peer: { readonly cidr: string } | { readonly securityGroupId: string } | { readonly prefixListId: string };
  readonly protocol: "tcp" | "udp";
  readonly from: number;
  readonly to: number;
}

const peer = z
  .string()
  .superRefine((text, context) => {
    const fault = /^(?:sg|pl)-[0-9a-f]{8,17}$/.test(text) ? undefined : cidrFault(text);
    if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
  })
  .meta({
    description: "An IPv4 range, a security group, or a prefix list.",
    allowed: "`10.20.0.0/16`, `sg-…`, `pl-…`",
    examples: ["10.20.0.0/16", "sg-0a1b2c3d"],
  });

const ports = z
  .array(
    z.union([z.int().min(1).max(65_535), z.string()]).refine((given) => rangeOf(given) !== undefined, {
      error: 'give a port of 1 to 65535, or a range like "9092-9094"',
    }),
  )
  .min(1)
  .meta({
    description: "Ports, or ranges of them.",
    allowed: '1 to 65,535; ranges as `"9092-9094"`',
    examples: [[5432], ["9092-9094"]],
  });

const rule = z.strictObject({
  to: peer,
  ports,
  protocol: z.enum(["tcp", "udp"]).default("tcp").meta({ description: "Protocol of the ports." }),
});

/** Outbound rules by name. */
export const outboundSchema = z
  .record(
    z.string().regex(/^(?=.{1,32}$)[a-z](?:-?[a-z0-9])*$/, {
      error: "allowed: lower-case letters, digits and single hyphens, a letter first, at most 32 characters",
    }),
    rule,
  )
  .superRefine((outbound, context) => {
    const keys = outboundRules(outbound).map(({ key }) => key);
    const twice = keys.find((key, index) => keys.indexOf(key) < index);
    if (twice === undefined) return;
    const message = `two rules would both be named ${quote(twice)} (name and ports combined); give one of them another name`;
    context.addIssue({ code: "custom", message });
  })
  .meta({
    description:
      "What tasks may reach besides the VPC's own range and, with NAT gateways, port 443 anywhere: databases in a peered VPC or a secondary range, other ports ([what tasks may reach](integrations.md#what-tasks-may-reach-networkoutbound)).",
    absent: "nothing",
    examples: [
      { warehouse: { to: "10.20.0.0/16", ports: [5432] } },
      { mail: { to: "0.0.0.0/0", ports: [587] }, warehouse: { to: "10.20.0.0/16", ports: [5432] } },
    ],
  });

/** The rules, one per range of ports. */
export function outboundRules(outbound: z.output<typeof outboundSchema>): readonly OutboundRule[] {
  return Object.entries(outbound).flatMap(([name, { to, ports: given, protocol }]) => {
    const peer = to.startsWith("sg-")
      ? { securityGroupId: to }
      : to.startsWith("pl-")
        ? { prefixListId: to }
        : { cidr: to };
    const ranges = new Map(
      given.flatMap((each) => rangeOf(each) ?? []).map((range) => [`${range.from}-${range.to}`, range]),
    );
    return [...ranges.values()].map(({ from, to }) => ({
      key: `${name}-${from === to ? String(from) : `${String(from)}-${String(to)}`}`,
      peer,
      protocol,
      from,
      to,
    }));
  });
}

function rangeOf(ports: Ports): { readonly from: number; readonly to: number } | undefined {
  if (typeof ports === "number") return { from: ports, to: ports };
  const [, from = "", to = from] = /^([1-9]\d{0,4})(?:-([1-9]\d{0,4}))?$/.exec(ports) ?? [];
  const range = { from: Number(from), to: Number(to) };
  return from !== "" && range.from <= range.to && range.to <= 65_535 ? range : undefined;
}

/** What is wrong with an IPv4 range. */
function cidrFault(text: string): string | undefined {
  const usual = 'give an IPv4 range like "10.20.0.0/16", a security group ("sg-…") or a prefix list ("pl-…")';
  const [, address = "", length = ""] =
    /^((?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2}))\/(\d|[12]\d|3[0-2])$/.exec(text) ?? [];
  const octets = address.split(".").map(Number);
  if (address === "" || octets.some((octet) => octet > 255)) return usual;
  const whole = rangeOnBoundary(addressNumber(octets), Number(length));
  return whole === undefined ? undefined : `does not start on its own boundary; give "${whole}"`;
}
