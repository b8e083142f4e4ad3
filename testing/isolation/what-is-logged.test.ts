// What has to stand on record (OWASP ASVS 5.0, 16.3), each with the actions that write it: one that nobody writes any more fails.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'

const ROOT = resolve(import.meta.dirname, '../..')

const ON_RECORD: Readonly<Record<string, readonly string[]>> = {
  'every result of a sign-in': ['session.begin', 'session.refuse', 'sign-on.accept', 'sign-on.refuse'],
  'the end of a session': ['session.end', 'session.end-all'],
  'denied access': ['access.deny', 'job.refuse', 'token.refuse'],
  'what admins do with members and roles': [
    'member.invite',
    'member.bind',
    'member.remove-binding',
    'member.disable',
    'member.role-end',
  ],
  'what people do with their factors': [
    'factor.confirm',
    'factor.add-passkey',
    'factor.remove-passkey',
    'password.change',
  ],
  'the use of keys': ['apikey.use', 'credential.refuse'],
  'the life of keys': [
    'apikey.create',
    'apikey.rotate',
    'apikey.revoke',
    'source.create',
    'source.rotate',
    'scim-token.create',
  ],
  exports: [
    'audit.export',
    'tenant.export.begin',
    'tenant.export.download',
    'security_event.export',
    'incident.export',
    'member.export',
    'service.export',
    'source.export',
    'apikey.export',
    'approval.export',
    'rule.export',
    'tenant.export-list',
  ],
  impersonation: ['view-as.begin', 'view-as.end'],
  'changes of the configuration': [
    'outgoing.allow',
    'sign-in-policy.set',
    'session-limits.set',
    'identity-provider.update',
    'escalation-policy.set',
    'rule.update',
    'secret.replace',
    'audit-anchor.add',
  ],
  backups: ['backup.take'],
  'a page that was sent or acknowledged': ['incident.page', 'incident.acknowledge'],
  erasures: ['subject.erase', 'tenant.erase.finish'],
  'consent of a second person': [
    'approval.request',
    'approval.approve',
    'approval.refuse',
    'approval.carry-out',
  ],
  'break-glass on the machine': ['access.recover', 'access.recover.finish'],
}

test('everything that has to stand on record is written by something', (t) => {
  const sources = globSync('{lib,app,workers}/**/*.ts', { cwd: ROOT })
    .filter((file) => !/\.test\.ts$|\/testing\//.test(file))
    .map((file) => readFileSync(resolve(ROOT, file), 'utf8'))
  const missing = Object.entries(ON_RECORD).flatMap(([what, actions]) =>
    actions
      .filter((action) => !sources.some((text) => text.includes(`'${action}'`)))
      .map((action) => `${what}: nothing writes ${action}`),
  )
  assert.deepEqual(missing, [])
  t.diagnostic(`${Object.keys(ON_RECORD).length} kinds, ${Object.values(ON_RECORD).flat().length} actions`)
})
