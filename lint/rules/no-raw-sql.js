import { isIn, memberName, placesOption, repositoryPath } from '../paths.js'

const TAGGED = new Set(['$queryRaw', '$executeRaw'])
const UNSAFE = new Set(['$queryRawUnsafe', '$executeRawUnsafe'])
const REPOSITORY = /^lib\/modules\/[^/]+\/(?:[a-z0-9-]+-)?repository\.ts$/
const keyName = (key) => (key.type === 'Literal' ? key.value : key.name)

/**
 * SQL text stands in lib/infra/db and in repositories, where a reviewer looks for it, and is always a tagged template
 * whose values are parameters. The forms that take a string, and Prisma.raw which makes one part of a template, are
 * refused everywhere.
 */
export const noRawSql = {
  meta: {
    type: 'problem',
    docs: { description: 'raw SQL only in repositories, and only with parameters' },
    messages: {
      unsafe: 'SQL is never put together from strings: use the tagged template.',
      place: 'Raw SQL belongs into lib/infra/db or a repository.',
    },
    schema: placesOption('allowIn'),
  },
  create(context) {
    const file = repositoryPath(context)
    const mayTag = REPOSITORY.test(file) || isIn(file, context.options[0]?.allowIn ?? [])
    const check = (node, name) => {
      if (UNSAFE.has(name)) context.report({ node, messageId: 'unsafe' })
      else if (TAGGED.has(name) && !mayTag) context.report({ node, messageId: 'place' })
    }
    return {
      MemberExpression(node) {
        check(node, memberName(node))
        if (memberName(node) === 'raw' && node.object.name === 'Prisma')
          context.report({ node, messageId: 'unsafe' })
      },
      // const { $queryRaw } = tx
      ObjectPattern(node) {
        for (const property of node.properties) {
          if (property.type === 'Property') check(property, keyName(property.key))
        }
      },
    }
  },
}
