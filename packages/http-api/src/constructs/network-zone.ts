/** One availability zone of a network and the address ranges of its subnets. */
export interface NetworkZone {
  /** Stable key that the zone's resources are named by, e.g. `a`. */
  readonly key: string;
  readonly zone: { readonly name: string } | { readonly id: string };
  readonly publicCidr: string;
  readonly privateCidr: string;
}
