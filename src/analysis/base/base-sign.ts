/** Something in a history that says another image ends there. */
export interface BaseSign {
  /** How many of the first steps are the base's. */
  readonly steps: number
  readonly evidence: string
}
