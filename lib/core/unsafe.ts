/* The only file that may assert types. Each helper states what guarantees that the assertion holds. */
import type { Json } from './canonical-json.ts'

/** A record seen by string keys. Guarantee: any non-null object may be read by string keys; values stay unknown. */
export const asRecord = (value: object): Record<string, unknown> => value as Record<string, unknown>

/** True for a non-null object that is not an array. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value read from a JSON column. Guarantee: the database holds only what JSON can carry. */
export const jsonFromColumn = (value: unknown): Json => value as Json

/** A value that a schema of type `T` has just parsed, where generics hide that from the compiler. */
export const trustParsed = <T>(value: unknown): T => value as T

/** A string that gets its brand. Guarantee: the caller has just checked its form. */
export const trustBrand = <Branded extends string>(text: string): Branded => text as Branded
