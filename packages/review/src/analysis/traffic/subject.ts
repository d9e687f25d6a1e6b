/** What a row of the traffic section is about: identified by its key in a map, shown by this. */
export interface Subject {
  readonly stack: string;
  /** The route key, the listener with the rule's conditions, or the service. */
  readonly subject: string;
}
