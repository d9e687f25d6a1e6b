/** A zone: by name, by id, or by its position among the account's zones that support VPC links. */
export type ZoneChoice = { readonly name: string } | { readonly id: string } | { readonly position: number };

/** One availability zone of a network and the address ranges of its subnets. */
export interface NetworkZone {
  /** Stable key in the names of the zone's resources, e.g. `a`. */
  readonly key: string;
  readonly zone: ZoneChoice;
  readonly publicCidr: string;
  readonly privateCidr: string;
}
