import { trustBrand } from './unsafe.ts'

/** Branded ids: a tenant's id cannot be passed where a platform's is wanted, although both are UUIDs (version 7). */
declare const brand: unique symbol

/** A UUID string that names one kind of thing. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind }

/** Id of a platform. */
export type PlatformId = Id<'platform'>
/** Id of a tenant. */
export type TenantId = Id<'tenant'>
/** Id of a member. */
export type MemberId = Id<'member'>

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The id that stands for "nothing"; it is refused as a scope. */
const NIL = '00000000-0000-0000-0000-000000000000'

/** True for a lower-case UUID other than the nil one. */
export const isUuid = (text: string): boolean => UUID.test(text) && text !== NIL

function brandedId<Kind extends string>(kind: Kind): (text: string) => Id<Kind> {
  return (text) => {
    if (isUuid(text)) return trustBrand<Id<Kind>>(text)
    throw new TypeError(`${kind} id: ${JSON.stringify(text.slice(0, 60))} is not a UUID`)
  }
}

/** Brands a checked UUID as a platform id; throws TypeError for anything else. */
export const platformId = brandedId('platform')
/** Brands a checked UUID as a tenant id; throws TypeError for anything else. */
export const tenantId = brandedId('tenant')
/** Brands a checked UUID as a member id; throws TypeError for anything else. */
export const memberId = brandedId('member')
