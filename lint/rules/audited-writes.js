import { memberName, repositoryPath } from '../paths.js'

const OPENS = new Set(['tx', 'transaction', '$transaction', 'withScope', 'asAuth'])
// Files of a module that are no verb: its face, its schemas, its job contracts and what talks to the database.
const NO_VERB = /^(?:index|schemas|jobs|repository|[a-z0-9-]+-repository)\.ts$/
const EXEMPT = /^\s*house: acts before a scope is known: (?<reason>\S.*)$/

/** The name of the file inside its module when the file is a verb, else undefined. */
function verbFile(file) {
  const name = /^lib\/modules\/[^/]+\/(?<name>[a-z0-9-]+\.ts)$/.exec(file)?.groups.name
  return name === undefined || NO_VERB.test(name) ? undefined : name
}

/** The comment that exempts a file, with the number of words of its reason. */
function exemptionIn(comments) {
  for (const comment of comments) {
    const reason = EXEMPT.exec(comment.value)?.groups.reason
    if (reason !== undefined) return { comment, words: reason.trim().split(/\s+/).length }
  }
  return undefined
}

const saysReadOnly = (argument) =>
  argument.type === 'ObjectExpression' &&
  argument.properties.some(
    ({ key, value }) => key?.name === 'readOnly' && value.type === 'Literal' && value.value === true,
  )

/** Whether a call opens a transaction, and of which kind: 'read', 'write' or undefined. */
function transactionKind({ callee, arguments: given }) {
  const name = callee.type === 'MemberExpression' ? memberName(callee) : callee.name
  if (name === 'read') {
    const { object } = callee
    const isDatabase =
      object?.name === 'db' || (object?.type === 'MemberExpression' && memberName(object) === 'db')
    return isDatabase ? 'read' : undefined
  }
  if (!OPENS.has(name)) return undefined
  return given.some(saysReadOnly) ? 'read' : 'write'
}

/**
 * A verb that opens a transaction asks `authorize(` first, and one that may write calls `recordAudit(` too: nobody can
 * add a change that anybody may make or that leaves no trace. `ctx.db.read(` and `{ readOnly: true }` open a transaction
 * in which Postgres refuses writes; every other one counts as a write.
 * A verb that acts before a scope is known (sign-in, set-up) says so and why:
 * `// house: acts before a scope is known: <at least four words of reason>`.
 */
export const auditedWrites = {
  meta: {
    type: 'problem',
    docs: { description: 'a verb authorises and audits what it writes' },
    messages: {
      authorize: 'A verb that opens a transaction calls authorize() first.',
      audit: 'A verb that writes calls recordAudit(); a transaction that only reads is ctx.db.read().',
      reason: 'Give the reason in at least four words: // house: acts before a scope is known: <reason>',
    },
    schema: [],
  },
  create(context) {
    if (verbFile(repositoryPath(context)) === undefined) return {}
    const called = new Set()
    const opened = { read: [], write: [] }
    return {
      CallExpression(node) {
        if (node.callee.type === 'Identifier') called.add(node.callee.name)
        const kind = transactionKind(node)
        if (kind !== undefined) opened[kind].push(node)
      },
      'Program:exit'() {
        const [first] = [...opened.write, ...opened.read]
        if (first === undefined) return
        const exemption = exemptionIn(context.sourceCode.getAllComments())
        if (exemption !== undefined) {
          if (exemption.words < 4) context.report({ node: exemption.comment, messageId: 'reason' })
          return
        }
        if (!called.has('authorize')) context.report({ node: first, messageId: 'authorize' })
        const [write] = opened.write
        if (write !== undefined && !called.has('recordAudit'))
          context.report({ node: write, messageId: 'audit' })
      },
    }
  },
}
