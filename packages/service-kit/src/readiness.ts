/** Whether the service accepts new requests; health reports it, draining turns it off. */
export class Readiness {
  #draining = false;

  get draining(): boolean {
    return this.#draining;
  }

  /** Cannot be undone: a service that drains is about to stop. */
  startDraining(): void {
    this.#draining = true;
  }
}
