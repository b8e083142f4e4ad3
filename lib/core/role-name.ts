import { isRole, type Role } from './roles.ts'
import type { PlainText, Say } from './say.ts'

const NAMES: Readonly<Record<Role, PlainText>> = {
  operator_admin: 'operator admin',
  platform_admin: 'platform admin',
  operator: 'operator',
  on_call: 'on call',
  security: 'security',
  finance: 'finance',
  compliance: 'compliance',
  auditor: 'auditor',
  viewer: 'viewer',
  tenant_admin: 'tenant admin',
  tenant_viewer: 'tenant viewer',
}

/** What a role is called in a sentence; one that this version does not know is called what it is. */
export const roleName = (say: Say, role: string): string =>
  isRole(role) ? say(NAMES[role]) : role.replaceAll('_', ' ')
