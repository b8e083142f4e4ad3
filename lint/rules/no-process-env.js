import { isIn, memberName, placesOption, repositoryPath } from '../paths.js'

const isProcess = (node) =>
  (node?.type === 'Identifier' && node.name === 'process') ||
  (node?.type === 'MemberExpression' &&
    node.object.type === 'Identifier' &&
    node.object.name === 'globalThis' &&
    memberName(node) === 'process')

const takesEnv = (specifier) => specifier.type !== 'ImportSpecifier' || specifier.imported.name === 'env'

/**
 * Settings are read and validated once, in lib/infra/config; anywhere else `process.env` is an unchecked and
 * undocumented setting. Sees process.env, process['env'], globalThis.process.env, const { env } = process,
 * import { env } from 'node:process' and import p from 'node:process'.
 */
export const noProcessEnv = {
  meta: {
    type: 'problem',
    docs: { description: 'process.env only inside lib/infra/config' },
    messages: { env: 'Read settings through lib/infra/config, not process.env.' },
    schema: placesOption('allowIn'),
  },
  create(context) {
    if (isIn(repositoryPath(context), context.options[0]?.allowIn ?? [])) return {}
    const report = (node) => context.report({ node, messageId: 'env' })
    return {
      MemberExpression(node) {
        if (memberName(node) === 'env' && isProcess(node.object)) report(node)
      },
      VariableDeclarator(node) {
        if (node.id.type !== 'ObjectPattern' || !isProcess(node.init)) return
        if (node.id.properties.some((p) => p.type === 'RestElement' || p.key?.name === 'env')) report(node)
      },
      ImportDeclaration(node) {
        if (/^(?:node:)?process$/.test(node.source.value) && node.specifiers.some(takesEnv)) report(node)
      },
    }
  },
}
