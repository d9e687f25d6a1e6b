import { connect } from "node:net";
import { ask } from "../../src/moto/ask";
import { describeWith, progress, useDeployment } from "@private-http-api/test-support";

const region = "us-west-2";

/** What the first read of a connection yields after one request. */
function firstPiece(endpoint: string): Promise<string> {
  const { hostname, port } = new URL(endpoint);
  const body = "Action=DescribeVpcs&Version=2016-11-15";
  const head = [
    "POST / HTTP/1.1",
    `Host: ec2.${region}.amazonaws.com`,
    `Authorization: AWS4-HMAC-SHA256 Credential=x/20260101/${region}/ec2/aws4_request, SignedHeaders=host, Signature=x`,
    "Content-Type: application/x-www-form-urlencoded",
    `Content-Length: ${body.length}`,
  ];
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${head.join("\r\n")}\r\n\r\n${body}`));
    socket.once("data", (piece) => {
      resolve(piece.toString());
      socket.destroy();
    });
    socket.once("error", reject);
  });
}

describeWith(["emulator"], "the emulator, where Terraform's provider relies on how AWS answers", () => {
  const deployment = useDeployment({ account: "123456789012", region });

  async function ec2(operation: string, parameters: Record<string, unknown>) {
    const { env } = deployment().project;
    const [answer] = await ask([{ service: "ec2", operation, parameters }], { env, progress });
    return answer as Record<string, unknown>;
  }

  test("an answer's head and body come in one piece, or the SDK for Go may drop the body and ask again", async () => {
    const { endpoint } = deployment().cloud;
    const pieces = await Promise.all(Array.from({ length: 50 }, () => firstPiece(endpoint)));
    expect(pieces.filter((piece) => !/^HTTP\/1\.1 200 [^]*<\/DescribeVpcsResponse>\s*$/.test(piece))).toEqual([]);
  });

  test("the tags of a stage, `$default` too, can be changed", async () => {
    const { env } = deployment().project;
    async function api(operation: string, parameters: object) {
      const [answer] = await ask([{ service: "apigatewayv2", operation, parameters: { ...parameters } }], {
        env,
        progress,
      });
      return answer as Record<string, unknown>;
    }
    const { ApiId } = await api("create_api", { Name: "tags", ProtocolType: "HTTP" });
    const stage = { ApiId, StageName: "$default" };
    await api("create_stage", { ...stage, Tags: { team: "a", old: "b" } });
    const ResourceArn = `arn:aws:apigateway:${region}::/apis/${String(ApiId)}/stages/$default`;
    await api("tag_resource", { ResourceArn, Tags: { team: "c" } });
    await api("untag_resource", { ResourceArn, TagKeys: ["old"] });
    expect(await api("get_stage", stage)).toMatchObject({ Tags: { team: "c" } });
    expect((await api("get_stage", stage))["Tags"]).not.toHaveProperty("old");
  });

  test.each(["ingress", "egress"])(
    "deleting an %s rule twice is answered as AWS does",
    async (direction) => {
      const { Vpc } = (await ec2("create_vpc", { CidrBlock: "10.0.0.0/16" })) as { Vpc: { VpcId: string } };
      const named = { GroupName: `group-${direction}`, Description: "of the test", VpcId: Vpc.VpcId };
      const { GroupId } = await ec2("create_security_group", named);
      const tcp = { IpProtocol: "tcp", FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: "10.0.0.0/16" }] };
      const { SecurityGroupRules } = (await ec2(`authorize_security_group_${direction}`, {
        GroupId,
        IpPermissions: [tcp],
      })) as { SecurityGroupRules: readonly { SecurityGroupRuleId: string }[] };
      const rule = { GroupId, SecurityGroupRuleIds: SecurityGroupRules.map((one) => one.SecurityGroupRuleId) };
      await ec2(`revoke_security_group_${direction}`, rule);
      expect(await ec2(`revoke_security_group_${direction}`, rule)).toEqual({
        error: "InvalidSecurityGroupRuleId.NotFound",
      });
    },
    60_000,
  );
});
