import { createHash, createHmac } from 'node:crypto'
import type { ChainCrypto } from './domain/record.ts'

/** The hashes of the chain with a key that lives outside the database. */
export const chainCrypto = (key: Uint8Array): ChainCrypto => ({
  mac: (bytes) => createHmac('sha256', key).update(bytes).digest(),
  commit: (salt, payload) => createHash('sha256').update(salt).update(payload).digest(),
})
