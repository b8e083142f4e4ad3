import { randomUUIDv7 } from 'node:crypto'

/** A new UUID version 7 (RFC 9562): sortable by time of creation, its 74 random bits cannot be guessed. */
export const newId = (): string => randomUUIDv7()
