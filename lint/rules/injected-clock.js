import { isIn, memberName, placesOption, repositoryPath } from '../paths.js'

const isGlobal = (node, name) =>
  (node?.type === 'Identifier' && node.name === name) ||
  (node?.type === 'MemberExpression' && node.object.name === 'globalThis' && memberName(node) === name)

/**
 * "Now" is an argument or comes from a Clock, so that every rule about time can be tested at any moment. Sees Date.now,
 * new Date() and Date(); and Math.random, which makes a pure calculation unrepeatable, below a module's domain/.
 */
export const injectedClock = {
  meta: {
    type: 'problem',
    docs: { description: 'the present moment is injected; no ambient randomness in a domain' },
    messages: {
      clock: 'Take `now` or a Clock as an argument; only lib/core/clock.ts asks the machine for the time.',
      random: 'A domain is repeatable: take the random value as an argument.',
    },
    schema: placesOption('allowIn'),
  },
  create(context) {
    const file = repositoryPath(context)
    if (isIn(file, context.options[0]?.allowIn ?? [])) return {}
    const inDomain = /^lib\/(?:promql|modules\/[^/]+\/domain)\//.test(file)
    const clock = (node) => context.report({ node, messageId: 'clock' })
    return {
      MemberExpression(node) {
        if (memberName(node) === 'now' && isGlobal(node.object, 'Date')) clock(node)
        if (inDomain && memberName(node) === 'random' && isGlobal(node.object, 'Math')) {
          context.report({ node, messageId: 'random' })
        }
      },
      NewExpression(node) {
        if (isGlobal(node.callee, 'Date') && node.arguments.length === 0) clock(node)
      },
      CallExpression(node) {
        if (isGlobal(node.callee, 'Date')) clock(node)
      },
    }
  },
}
