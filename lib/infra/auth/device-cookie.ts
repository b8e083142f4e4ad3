import { randomBytes } from 'node:crypto'
import { equalBytes, hmac, type Keyring } from './keys.ts'
import { cookieValue } from './session-cookie.ts'
import { signBytes, verifyBytes } from './signed-token.ts'

/** How long a device is known after its last sign-in, in seconds: 180 days. */
const MAX_AGE_SECONDS = 180 * 86_400
/** Members who may share one browser; the one who was away longest is forgotten. */
const MOST_MEMBERS = 4
const PREFIX = 'bw_dev_'
const ID_BYTES = 16
const TAG_BYTES = 16

const nameOf = (publicUrl: string): string => (publicUrl.startsWith('https://') ? '__Host-device' : 'device')

/** A member as their devices know them: with another password, a device is a new one. */
export interface DeviceMember {
  readonly id: string
  /** As what the password is stored; null for whoever has none. */
  readonly passwordHash: string | null
}

/** A member who signed in on a device. */
interface KnownMember {
  readonly memberId: string
  /** Random; the name of the device for this member. */
  readonly device: Buffer
  readonly seconds: number
  /** Follows from the password that they had then. */
  readonly tag: Uint8Array
}

const tagOf = ({ keyring }: DeviceReader, { id, passwordHash }: DeviceMember): Uint8Array =>
  hmac(keyring.session, `${PREFIX}password|${id}|${passwordHash ?? ''}`).subarray(0, TAG_BYTES)

const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex')

function idText(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

function write(key: Uint8Array, { memberId, device, seconds, tag }: KnownMember): string {
  const time = Buffer.alloc(4)
  time.writeUInt32BE(seconds)
  return signBytes(key, PREFIX, Buffer.concat([idBytes(memberId), device, time, tag]))
}

function read(key: Uint8Array, token: string): KnownMember[] {
  const bytes = verifyBytes(key, PREFIX, token)
  if (bytes?.length !== 2 * ID_BYTES + 4 + TAG_BYTES) return []
  return [
    {
      memberId: idText(bytes.subarray(0, ID_BYTES)),
      device: Buffer.from(bytes.subarray(ID_BYTES, 2 * ID_BYTES)),
      seconds: Buffer.from(bytes).readUInt32BE(2 * ID_BYTES),
      tag: bytes.subarray(2 * ID_BYTES + 4),
    },
  ]
}

/** What is needed to read the cookie of a device. */
export interface DeviceReader {
  readonly keyring: Keyring
  readonly publicUrl: string
}

function membersOf({ keyring, publicUrl }: DeviceReader, cookieHeader: string | null): KnownMember[] {
  const value = cookieValue(cookieHeader, nameOf(publicUrl)) ?? ''
  return value
    .split('.')
    .slice(0, MOST_MEMBERS)
    .flatMap((token) => read(keyring.session, token))
}

/**
 * The name of this device when the member signed in on it before, with the password that they have now (OWASP, "device
 * cookies"); null otherwise. It proves nothing: it only says in which count a wrong attempt belongs.
 */
export function deviceOfMember(
  own: DeviceReader,
  cookieHeader: string | null,
  member: DeviceMember,
  now: Date,
): string | null {
  const oldest = now.getTime() / 1000 - MAX_AGE_SECONDS
  const known = membersOf(own, cookieHeader).find(
    (one) => one.memberId === member.id && one.seconds >= oldest && equalBytes(one.tag, tagOf(own, member)),
  )
  return known === undefined ? null : known.device.toString('base64url')
}

/** The Set-Cookie header that makes this device known to a member who has just signed in on it, beside others. */
export function deviceCookie(
  own: DeviceReader,
  cookieHeader: string | null,
  member: DeviceMember,
  now: Date,
): string {
  const memberId = member.id
  const tag = tagOf(own, member)
  const members = membersOf(own, cookieHeader)
  const before = members.find((one) => one.memberId === memberId && equalBytes(one.tag, tag))
  const device = before?.device ?? randomBytes(ID_BYTES)
  const seconds = Math.floor(now.getTime() / 1000)
  const others = members.filter((one) => one.memberId !== memberId).slice(0, MOST_MEMBERS - 1)
  const value = [{ memberId, device, seconds, tag }, ...others]
    .map((one) => write(own.keyring.session, one))
    .join('.')
  const secure = own.publicUrl.startsWith('https://') ? '; Secure' : ''
  return `${nameOf(own.publicUrl)}=${value}; Path=/; Max-Age=${MAX_AGE_SECONDS}; HttpOnly; SameSite=Strict${secure}`
}
