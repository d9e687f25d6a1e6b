import { nameOf } from "./aws-failure";

/** Whether IAM has a role of this name. @throws what AWS answers where that cannot be read */
export async function roleExists(name: string, region: string): Promise<boolean> {
  const { IAMClient, GetRoleCommand } = await import("@aws-sdk/client-iam");
  try {
    await new IAMClient({ region }).send(new GetRoleCommand({ RoleName: name }));
    return true;
  } catch (error) {
    if (!/NoSuchEntity/.test(nameOf(error))) throw error;
    return false;
  }
}
