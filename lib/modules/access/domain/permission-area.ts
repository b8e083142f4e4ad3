import type { Permission } from '#lib/core/permissions.ts'

/** The areas of the product, in the order of the access page. */
export const AREAS = [
  'Access',
  'Tenants',
  'Watching',
  'Incidents and on call',
  'Money',
  'Maintenance and backups',
  'Compliance and audit',
  'Security',
] as const

/** An area of the product. */
export type Area = (typeof AREAS)[number]

/** Resources by the area that they belong to; what is not here is watching. */
const RESOURCES: readonly (readonly [Area, readonly string[]])[] = [
  [
    'Access',
    [
      'member',
      'source',
      'access',
      'profile',
      'channel',
      'session',
      'factor',
      'apikey',
      'identity',
      'request',
      'operator',
      'outgoing',
    ],
  ],
  ['Tenants', ['platform', 'tenant']],
  [
    'Incidents and on call',
    ['incident', 'alert', 'schedule', 'escalation', 'silence', 'status', 'maintenance'],
  ],
  ['Money', ['ledger', 'invoice', 'budget', 'tenant-budget', 'rate', 'anomaly', 'contract']],
  ['Maintenance and backups', ['task', 'backup', 'drill', 'certificate', 'restore']],
  [
    'Compliance and audit',
    ['control', 'evidence', 'exception', 'breach', 'subject', 'audit', 'audit-anchor', 'canary'],
  ],
  ['Security', ['security', 'ban', 'detector', 'remediation']],
]

/** The area that a permission belongs to. */
export function areaOf(permission: Permission): Area {
  const [resource = ''] = permission.split(':')
  return RESOURCES.find(([, resources]) => resources.includes(resource))?.[0] ?? 'Watching'
}
