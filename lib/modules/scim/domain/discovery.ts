import { GROUP_SCHEMA, LIST_SCHEMA, USER_SCHEMA } from './schema-names.ts'

type Description = Readonly<Record<string, unknown>>

/** Several descriptions, each with the id by which it can be asked for alone. */
export interface DescriptionList {
  readonly schemas: readonly string[]
  readonly totalResults: number
  readonly startIndex: number
  readonly itemsPerPage: number
  readonly Resources: readonly (Description & { readonly id: string })[]
}

/** What we can do of SCIM (RFC 7643 §5): everything but bulk, sorting, passwords and entity tags. */
export const serviceProviderConfig = (base: string): Description => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: 200 },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: false },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Bearer token',
      description: 'A token bw_scim_… that an admin of the tenant or platform makes.',
      primary: true,
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
})

const listOf = (resources: DescriptionList['Resources']): DescriptionList => ({
  schemas: [LIST_SCHEMA],
  totalResults: resources.length,
  startIndex: 1,
  itemsPerPage: resources.length,
  Resources: resources,
})

const resourceType = (base: string, name: 'User' | 'Group', schema: string) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
  id: name,
  name,
  endpoint: `/${name}s`,
  schema,
  meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${name}` },
})

/** The kinds of resources (RFC 7643 §6). */
export const resourceTypes = (base: string): DescriptionList =>
  listOf([resourceType(base, 'User', USER_SCHEMA), resourceType(base, 'Group', GROUP_SCHEMA)])

interface Attribute {
  readonly name: string
  readonly type: 'string' | 'boolean' | 'complex' | 'reference'
  readonly required?: boolean
  readonly multiValued?: boolean
  readonly readOnly?: boolean
  /** Compared without case, among those of one owner. */
  readonly isUnique?: boolean
  readonly subAttributes?: readonly Attribute[]
}

interface AttributeDescription {
  readonly name: string
  readonly type: Attribute['type']
  readonly multiValued: boolean
  readonly required: boolean
  readonly caseExact: boolean
  readonly mutability: 'readOnly' | 'readWrite'
  readonly returned: 'default'
  readonly uniqueness: 'none' | 'server'
  readonly subAttributes?: readonly AttributeDescription[]
}

function describe(attribute: Attribute): AttributeDescription {
  const { name, type, subAttributes } = attribute
  return {
    name,
    type,
    multiValued: attribute.multiValued ?? false,
    required: attribute.required ?? false,
    caseExact: name === 'externalId',
    mutability: attribute.readOnly === true ? 'readOnly' : 'readWrite',
    returned: 'default',
    uniqueness: attribute.isUnique === true ? 'server' : 'none',
    ...(subAttributes === undefined ? {} : { subAttributes: subAttributes.map((one) => describe(one)) }),
  }
}

const text = (name: string): Attribute => ({ name, type: 'string' })

const USER_ATTRIBUTES: readonly Attribute[] = [
  { name: 'userName', type: 'string', required: true, isUnique: true },
  text('externalId'),
  text('displayName'),
  { name: 'active', type: 'boolean' },
  {
    name: 'name',
    type: 'complex',
    subAttributes: [text('formatted'), text('givenName'), text('familyName')],
  },
  {
    name: 'emails',
    type: 'complex',
    multiValued: true,
    subAttributes: [text('value'), text('type'), { name: 'primary', type: 'boolean' }],
  },
  {
    name: 'groups',
    type: 'complex',
    multiValued: true,
    readOnly: true,
    subAttributes: [text('value'), text('display')],
  },
]
const GROUP_ATTRIBUTES: readonly Attribute[] = [
  { name: 'displayName', type: 'string', required: true, isUnique: true },
  text('externalId'),
  {
    name: 'members',
    type: 'complex',
    multiValued: true,
    subAttributes: [text('value'), { ...text('display'), readOnly: true }],
  },
]

const schema = (base: string, id: string, name: string, attributes: readonly Attribute[]) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
  id,
  name,
  attributes: attributes.map((one) => describe(one)),
  meta: { resourceType: 'Schema', location: `${base}/Schemas/${id}` },
})

/** The attributes that are kept (RFC 7643 §7). Others may be sent; they are left out. */
export const schemas = (base: string): DescriptionList =>
  listOf([
    schema(base, USER_SCHEMA, 'User', USER_ATTRIBUTES),
    schema(base, GROUP_SCHEMA, 'Group', GROUP_ATTRIBUTES),
  ])
