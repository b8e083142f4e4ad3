import { isUuid, memberId, platformId, tenantId, type MemberId } from '#lib/core/ids.ts'
import type { Scope } from '#lib/core/scope.ts'
import { signBytes, verifyBytes } from './signed-token.ts'

const PREFIX = 'bw_ack_'
const FORMAT = 1
const UUID_BYTES = 16
const HEADER_BYTES = 6
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** What the link of a page is good for: one incident, one member, until it expires. */
export interface AckGrant {
  readonly incidentId: string
  readonly memberId: MemberId
  /** Whose incident it is: a platform, or a tenant of it. */
  readonly scope: Exclude<Scope, { kind: 'operator' }>
  readonly expiresAt: Date
}

const toBytes = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex')
const toUuid = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/**
 * Writes the token of a phone link: format, expiry (seconds, 40 bits), incident, member, platform, tenant (zeros for
 * none), and their HMAC. 143 characters, so that a link fits into a short message.
 */
export function mintAckToken(key: Uint8Array, grant: AckGrant): string {
  const header = Buffer.alloc(HEADER_BYTES)
  header.writeUInt8(FORMAT)
  header.writeUIntBE(Math.floor(grant.expiresAt.getTime() / 1000), 1, 5)
  const tenant = grant.scope.kind === 'tenant' ? grant.scope.tenantId : NOBODY
  const ids = [grant.incidentId, grant.memberId, grant.scope.platformId, tenant]
  return signBytes(key, PREFIX, Buffer.concat([header, ...ids.map(toBytes)]))
}

/** What a phone link grants; null when its token is forged, malformed or expired. */
export function verifyAckToken(key: Uint8Array, token: string, now: Date): AckGrant | null {
  const bytes = verifyBytes(key, PREFIX, token)
  if (bytes === null || bytes.length !== HEADER_BYTES + 4 * UUID_BYTES || bytes[0] !== FORMAT) return null
  const expiresAt = new Date(Buffer.from(bytes).readUIntBE(1, 5) * 1000)
  if (expiresAt <= now) return null
  const uuidAt = (index: number): string => {
    const start = HEADER_BYTES + index * UUID_BYTES
    return toUuid(bytes.subarray(start, start + UUID_BYTES))
  }
  const [incident, member, platform, tenant] = [uuidAt(0), uuidAt(1), uuidAt(2), uuidAt(3)]
  if (!isUuid(incident) || !isUuid(member) || !isUuid(platform)) return null
  return {
    incidentId: incident,
    memberId: memberId(member),
    scope:
      tenant === NOBODY
        ? { kind: 'platform', platformId: platformId(platform) }
        : { kind: 'tenant', platformId: platformId(platform), tenantId: tenantId(tenant) },
    expiresAt,
  }
}
