import { DomainError } from './errors.ts'

/** The most that there may be of what people make one by one: every list of it is read whole. */
export interface Cap {
  readonly most: number
  /** What is counted, and where, e.g. `live API keys of one scope`. */
  readonly what: string
  /** The field of the input that asks for one more. */
  readonly field: string
  /** How room is made, a full sentence. */
  readonly fix: string
}

/** Far above what people keep an eye on, and low enough that lists, mails and each request that reads them stay quick. */
export const CAPS = {
  // A script that makes a key per run and forgets it is found out here.
  apiKeys: {
    most: 500,
    what: 'live API keys in one scope',
    field: 'name',
    fix: 'Revoke one that is no longer used.',
  },
  sources: {
    most: 500,
    what: 'live sources in one scope',
    field: 'name',
    fix: 'Revoke one that is no longer used.',
  },
  // All of them are asked again and again by one process, the engine.
  scrapeTargets: {
    most: 2000,
    what: 'scrape targets in one scope',
    field: 'url',
    fix: 'Remove one that is no longer there.',
  },
  // Each is tried when its member is paged.
  channels: {
    most: 50,
    what: 'channels of one member',
    field: 'target',
    fix: 'Remove one that is no longer used.',
  },
  // Looked through before every call to a private address.
  outgoingAllow: {
    most: 500,
    what: 'allowed addresses',
    field: 'cidr',
    fix: 'Remove one, or allow one wider network.',
  },
  // Every head is given to each of them.
  witnesses: { most: 20, what: 'witnesses', field: 'target', fix: 'Remove one that no longer answers.' },
  // Each is a button on the page to sign in.
  providers: { most: 20, what: 'identity providers in one scope', field: 'name', fix: 'Remove one first.' },
  scimTokens: {
    most: 20,
    what: 'live provisioning tokens in one scope',
    field: 'name',
    fix: 'Revoke one that is no longer used.',
  },
  invitations: {
    most: 500,
    what: 'open invitations in one scope',
    field: 'email',
    fix: 'Revoke one, or wait until some were accepted.',
  },
} as const satisfies Record<string, Cap>

/** The most of live and ended ones together that a list shows; it says when there are more. */
export const MOST_LISTED = 1000

/** Refuses one more than there may be; throws `conflict` that names the field and how room is made. */
export function requireRoom({ most, what, field, fix }: Cap, there: number): void {
  if (there < most) return
  const problem = `there are ${most} ${what}, and no more fit: ${fix}`
  throw new DomainError('conflict', `${field}: ${problem}`, { faults: [{ field, problem }] })
}
