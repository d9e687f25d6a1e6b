/** Which zone: by name, by id, or by its position among those of the account that take a VPC link. */
export type ZoneChoice = { readonly name: string } | { readonly id: string } | { readonly position: number };

/** One availability zone of a network and the address ranges of its subnets. */
export interface NetworkZone {
  /** Stable key that the zone's resources are named by, e.g. `a`. */
  readonly key: string;
  readonly zone: ZoneChoice;
  readonly publicCidr: string;
  readonly privateCidr: string;
}
