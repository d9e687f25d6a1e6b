import { configOf, service } from "@private-http-api/test-support";
import { diagramOf } from "../src/diagram/diagram";
import { reviewOfConfigs, stacksOf } from "./support/review-of-configs";

const image = { uri: "111111111111.dkr.ecr.us-west-2.amazonaws.com/team/app:1.0.0" };
const privateLink = { bypassesAuthorization: true };

describe("PrivateLink", () => {
  const services = {
    books: service("/api/books", { image, authorization: "iam", privateLink }),
    authors: service("/api/authors", { image, privateLink }),
  };
  function exposing(names: readonly string[], allow: readonly string[]): object {
    return configOf(services, { privateLink: { allow, services: names } });
  }
  function opened(before: object, after: object) {
    return reviewOfConfigs(before, after).exposure.map(({ change, address, what, who }) => [
      change,
      address,
      what,
      who,
    ]);
  }
  const one = exposing(["books"], ["333333333333"]);
  const rule = "aws_lb_listener_rule.private_link_";
  const endpointService = "aws_vpc_endpoint_service.private_link";

  test("that comes is exposure: of each service, past its authorizer, to the accounts that may connect", () => {
    expect(opened(configOf(services), one)).toEqual([
      ["+", `${rule}books`, "/api/books, /api/books/* by PrivateLink, past every authorizer", "another account"],
      ["+", endpointService, "allowed_principals: shared with arn:aws:iam::333333333333:root", "another account"],
    ]);
  });

  test("is no entry of the API's, so that nothing moves", () => {
    expect(reviewOfConfigs(configOf(services), one).traffic.filter(({ attribute }) => attribute === "entry")).toEqual(
      [],
    );
  });

  test("that leads to another service, or admits another account, is exposure of that", () => {
    expect(opened(one, exposing(["authors", "books"], ["333333333333"]))).toEqual([
      ["+", `${rule}authors`, "/api/authors, /api/authors/* by PrivateLink, past every authorizer", "another account"],
    ]);
    expect(opened(one, exposing(["books"], ["333333333333", "444444444444"]))).toEqual([
      ["+", endpointService, "allowed_principals: shared with arn:aws:iam::444444444444:root", "another account"],
    ]);
  });

  test("that goes closes it, and cuts consumers off", () => {
    const { exposure, danger } = reviewOfConfigs(one, configOf(services));
    expect(exposure.map(({ change, what }) => [change, what])).toEqual([
      ["-", "/api/books, /api/books/* by PrivateLink, past every authorizer"],
    ]);
    expect(danger.find(({ address }) => address === endpointService)?.level).toBe("interrupts traffic");
  });

  test("is in the picture, with who may connect", () => {
    const svg = diagramOf(stacksOf(one), "dev");
    const texts = [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
    expect(texts).toEqual(
      expect.arrayContaining(["Other VPCs", "333333333333", "PrivateLink", "accepts connections by hand"]),
    );
    expect(texts.filter((text) => text === "Network Load Balancer")).toEqual([]);
  });

  test("shows its consumers: their endpoints in the picture, their acceptance as exposure, their hours as cost", () => {
    const partner = { account: "333333333333", roleArn: "arn:aws:iam::333333333333:role/deploy" };
    const settings = { privateLink: { allow: ["333333333333"], services: ["books"] } };
    const after = configOf(services, { ...settings, consumers: { partner } });
    expect(diagramOf(stacksOf(after), "dev")).toContain("dev-consumer-partner");
    const { exposure, cost } = reviewOfConfigs(configOf(services, settings), after);
    expect(exposure.map(({ stack, what, who }) => [stack, what, who])).toEqual([
      ["dev-consumer-partner", "endpoint connection is accepted", "another account"],
    ]);
    expect(cost.lines.map(({ stack, how }) => [stack, how])).toEqual([["dev-consumer-partner", "2 zones + 20 GB"]]);
  });

  test("shows a consumer's API: its routes in the picture and as exposure, its load balancer and endpoint as cost", () => {
    const roleArn = "arn:aws:iam::333333333333:role/deploy";
    const settings = { privateLink: { allow: [roleArn], services: ["books"] } };
    const consumers = { partner: { account: "333333333333", roleArn, api: true } };
    const after = configOf(services, { ...settings, consumers });
    const svg = diagramOf(stacksOf(after), "dev");
    const texts = [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
    const from = texts.indexOf("HTTP API shop-dev-partner");
    expect(texts.slice(from, from + 5)).toEqual([
      "HTTP API shop-dev-partner",
      "ANY /api/books · AWS_IAM",
      "ANY /api/books/{proxy+} · AWS_IAM",
      "VPC link, NLB, interface endpoint",
      "dev-consumer-partner",
    ]);
    expect(texts.filter((text) => text === "VPC link")).toHaveLength(1);
    // From the clients to it, and to PrivateLink: the VPC link at the same address in the other stack keeps its own.
    const drawn = [configOf(services, settings), after].map((config) => diagramOf(stacksOf(config), "dev"));
    const [without = 0, withApi = 0] = drawn.map((picture) => picture.split('class="edge').length);
    expect(withApi - without).toBe(2);
    const { exposure, cost } = reviewOfConfigs(configOf(services, settings), after);
    const opened = exposure.map(({ stack, what, who }) => `${stack} ${what} ${who}`);
    expect(opened).toEqual([
      "dev-consumer-partner default execute-api endpoint anyone",
      "dev-consumer-partner endpoint connection is accepted another account",
    ]);
    const costs = cost.lines.map(({ stack, address, how }) => `${stack} ${address}: ${how}`);
    expect(costs).toEqual(
      expect.arrayContaining([
        "dev-consumer-partner aws_lb.balancer: hours + 1 capacity unit",
        "dev-consumer-partner aws_vpc_endpoint.endpoint: 2 zones + 20 GB",
        expect.stringContaining("dev-consumer-partner aws_apigatewayv2_api.api: "),
      ]),
    );
    expect(cost.unpriced).toEqual([]);
  });

  test("costs a load balancer and nothing for the endpoint service", () => {
    const { cost } = reviewOfConfigs(configOf(services), one);
    expect(cost.lines.map(({ address }) => address)).toContain("aws_lb.private_link");
    expect(cost.unpriced).toEqual([]);
  });
});

test("a call that goes takes rules and variable with it, and the review says so", () => {
  const containerHealthCheck = { command: ["CMD", "true"] };
  function config(calls: readonly string[]): object {
    return configOf({
      books: service("/api/books", { image, calls }),
      prices: { image, containerHealthCheck },
    });
  }
  // In the picture an arrow leads from the one to the other.
  function drawn(calls: readonly string[]): number {
    return diagramOf(stacksOf(config(calls)), "dev").split('class="edge').length;
  }
  expect(drawn(["prices"]) - drawn([])).toBe(1);
  const review = reviewOfConfigs(config(["prices"]), config([]));
  expect(review.network).toMatchObject([
    { change: "-", group: "books", direction: "egress", ports: "8080" },
    { change: "-", group: "prices", direction: "ingress", ports: "8080" },
  ]);
  expect(review.traffic).toMatchObject([{ change: "-", subject: "books", attribute: "environment PRICES_URL" }]);
});
