import type { CanaryName } from '#lib/core/canary.ts'

/** Random bytes that nobody keeps: what they are the hash of does not exist. */
type Hash = () => Uint8Array<ArrayBuffer>

/** What the rows of a canary are made of. */
export interface CanaryParts {
  readonly name: CanaryName
  readonly marker: string
  readonly now: Date
  readonly noHash: Hash
  /** Hash of the credential of its source, which the jobs process makes again each time. */
  readonly sourceHash: Uint8Array<ArrayBuffer>
}
