// Every verb of every module is reached by a route or a job of the matrix, or it is written down why it is not.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'

const ROOT = resolve(import.meta.dirname, '../..')
const VERB = /^export async function (\w+)\(\s*_?ctx: (?:Request|Session)Context/gm
const IMPORTED = /import \{([^}]*)\} from '#lib\/modules\/[\w-]+\/index\.ts'/g

/** Verbs that nobody calls with an id of somebody else. */
const REASONS: Readonly<Record<string, string>> = {
  checkPolicies: 'checkCanaries calls it for the whole installation; it takes no id',
  raise:
    'checkCanaries and checkPolicies call it with our own platform; no request and no payload reaches it',
  ensureCanaries: 'the jobs process calls it at its start and before each check; it takes no id',
  beginSession: 'the ways in call it for the member whom they recognised; it takes no id of a request',
  enterByInvitation:
    'acceptInvitation and joinByInvitation call it with the invitation of the token; it takes no id',
  admitPerson:
    'finishOidc calls it for whom the provider of the address vouched for; it takes no id of a request',
  eraseEverywhere: 'eraseSubject and reapplyErasures call it, for whom they were allowed to erase',
  eraseSubject: 'the console calls it in operator scope, from which no member is foreign',
  ensureDefaultRules: 'the jobs process calls it at its start, for its own platform; it takes no id',
  ensureSelfPlatform: 'the jobs process calls it at its start; it takes no id',
  everythingKnownOf:
    'eraseSubject and reapplyErasures call it in operator scope, about an account that they found',
  findMentions: 'eraseSubject calls it in operator scope; it takes no id',
  findPartsAbout: 'forgetRequests calls it in operator scope, about a tenant whose erasure is under way',
  forgetRequests: 'carryOutErasure calls it in operator scope, about the tenant of its record',
  publicAuditKeys:
    'the audit page, the console and the export of a tenant that leaves call it; it takes no id',
  limitsOfJob: 'the page of a service calls it for the service that it has just read in the same scope',
  readWitnessing: 'the audit page calls it; it takes no id and tells no address',
  findNames: 'eraseSubject calls it in operator scope, for whom it was allowed to erase',
  issueSetupCode: 'npm start calls it through the console, before anybody exists; it takes no id',
  closeAccountNotice: 'sendAccountNotice calls it with the id of the notice that it just sent',
  prepareAccountNotice: 'sendAccountNotice calls it; the scope of the job decides whether it sees the notice',
  noteDenied: 'route-kit calls it for a request that was refused; it takes no id',
  noteRefused: 'the doors call it about who asks; an id that was asked for is not looked up',
  noteWaited: 'the ways in call it for the member whose account was tried; it takes no id of a request',
  noteKeyUse: 'route-kit calls it with the key of the request',
  prepareInvitationMail: 'sendInvitation calls it with the id that the job was checked for',
  prepareKeyWarning: 'sendKeyWarning calls it with the id that the job was checked for',
  policyView: 'listSignOn and setSignInPolicy call it in the scope of the request; it takes no id',
  readSignOn: 'the page of a provider shows its name to anybody who has the address',
  recordListExport: 'the exports of lists call it for what they were asked; it takes no id',
  recordRefusal: 'writes into the chain of the provider whose sign-on was refused',
  refuseUnreachable: 'looks at an address that was typed, before anything is kept',
  reportIncident: 'checks of ours call it with our own platform; no request and no payload reaches it',
  endSignOn: 'finishOidc and finishSaml call it for the provider of their own address; it takes no other id',
  actingEnd:
    'who makes a provisioning token or an identity provider has it asked about themselves; it takes no id',
  requireLasting: 'whoever arranges what groups give calls it about whoever acts; it takes no id',
  requireMappable: 'createProvider and updateProvider call it about the roles of a mapping; it takes no id',
  requireOwnEnd: 'bindRole and the invitations call it about whoever acts; it takes no id',
  requireWithinScope: 'the verbs about a member as a whole call it; the matrix asks those with foreign ids',
  reapplyErasures: 'the console calls it after a restore; it takes no id',
  recoverMember: 'the console calls it on the machine itself; it names a member of the whole installation',
  reapplyTenantErasures: 'npm run restore calls it through the console; it takes no id',
  lockAccount: 'signIn calls it for the member whose account was guessed at; it takes no id of a request',
  readSecretStatus: 'the console calls it for the whole installation; it takes no id',
  rewrapAudit: 'the console calls it for the whole installation; it takes no id',
  rewrapSecrets: 'the console calls it for the whole installation; it takes no id',
  signIn: 'next-auth calls it before a scope is known; it takes no id',
  signOut: 'next-auth calls it with the session of the request; it takes no id',
  takeDump: 'the console calls it for the whole installation; it takes no id',
}

const read = (file: string): string => readFileSync(resolve(ROOT, file), 'utf8')

/** Names of the verbs of all modules, found in their files. */
const verbs = (): string[] =>
  globSync('lib/modules/*/*.ts', { cwd: ROOT })
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) => [...read(file).matchAll(VERB)].map(([, name = '']) => name))

/** What routes, the phone page and the handlers of jobs take from modules: the matrix enumerates these itself. */
function reached(): Set<string> {
  const files = [
    ...globSync('app/api/**/route.ts', { cwd: ROOT }),
    ...globSync('app/p/*.ts', { cwd: ROOT }),
    ...globSync('workers/*.ts', { cwd: ROOT }),
  ]
  const names = files.flatMap((file) =>
    [...read(file).matchAll(IMPORTED)].flatMap(([, list = '']) =>
      list.split(',').map((name) => name.replace(/^\s*type /, '').trim()),
    ),
  )
  return new Set(names)
}

test('every verb is in the matrix, or it is written down why not', () => {
  const found = verbs()
  assert.ok(found.length > 60, `only ${found.length} verbs were found`)
  const known = reached()
  const missing = found.filter((name) => !known.has(name) && REASONS[name] === undefined)
  assert.deepEqual(missing, [])
})

test('no reason is left over', () => {
  const found = new Set(verbs())
  const known = reached()
  for (const [name, reason] of Object.entries(REASONS)) {
    assert.ok(found.has(name), `${name} does not exist any more`)
    assert.ok(!known.has(name), `${name} is in the matrix now`)
    assert.ok(reason.length > 20)
  }
})
