import type { Runtime } from '#lib/infra/context/runtime.ts'
import { deviceCookie, deviceOfMember } from '#lib/infra/auth/device-cookie.ts'
import { readAccount } from './sign-in-repository.ts'

/** The Set-Cookie header that makes a device known to a member who has just proved to be there; null for nobody. */
export async function knownDeviceCookie(
  own: Runtime,
  cookieHeader: string | null,
  memberId: string,
): Promise<string | null> {
  const account = await readAccount(own.database, memberId)
  return account === null ? null : deviceCookie(own, cookieHeader, account, own.clock.now())
}

/** The name of the device that sent this header, when the member knows it; null otherwise. */
export async function knownDeviceOf(
  own: Runtime,
  cookieHeader: string | null,
  memberId: string,
): Promise<string | null> {
  const account = await readAccount(own.database, memberId)
  return account === null ? null : deviceOfMember(own, cookieHeader, account, own.clock.now())
}
