import { isIn, placesOption, repositoryPath } from '../paths.js'

/** Words before the first tag of a doc comment, without its stars. */
const description = (comment) =>
  comment.value
    .split('\n')
    .map((line) => line.replace(/^\s*\*?\s?/, ''))
    .join('\n')
    .split(/^\s*@/m)[0]
    .trim()

const isSentence = (text) => text.split(/\s+/).length >= 3 && /[.!?:][)`'"»]*(?:\s|$)/.test(text)

const declaredNames = (declaration) =>
  declaration.type === 'VariableDeclaration'
    ? declaration.declarations.map((one) => one.id.name ?? 'the pattern')
    : [declaration.id?.name ?? 'default']

/** The statements that declare names, by name: also those behind `export`. */
function declarations(program) {
  const byName = new Map()
  for (const statement of program.body) {
    const declaration = statement.declaration ?? statement
    if (!/Declaration$|^TSDeclareFunction$/.test(declaration.type) || declaration.type.startsWith('Import'))
      continue
    if (declaration.type.startsWith('Export')) continue
    // The first of several: an overloaded function is documented once, at the top.
    for (const name of declaredNames(declaration)) if (!byName.has(name)) byName.set(name, statement)
  }
  return byName
}

/**
 * What a file offers to others says in a sentence what it is: units, shapes, errors, the source of a formula. Re-exports
 * are left alone, the sentence stands where the thing is declared.
 */
export const documentedExports = {
  meta: {
    type: 'suggestion',
    docs: { description: 'exported symbols carry a doc comment of at least a sentence' },
    messages: {
      missing: 'Exported `{{name}}` needs a doc comment: /** One sentence that ends with a full stop. */',
      sentence: 'The doc comment of `{{name}}` should be a sentence that ends with a full stop.',
    },
    schema: placesOption('in'),
  },
  create(context) {
    if (!isIn(repositoryPath(context), context.options[0]?.in ?? [])) return {}
    const documented = (statement, name) => {
      const comment = context.sourceCode
        .getCommentsBefore(statement)
        .findLast((one) => one.type === 'Block' && one.value.startsWith('*'))
      if (comment === undefined) context.report({ node: statement, messageId: 'missing', data: { name } })
      else if (!isSentence(description(comment))) {
        context.report({ node: statement, messageId: 'sentence', data: { name } })
      }
    }
    let byName = new Map()
    const local = (name) => {
      const statement = byName.get(name)
      if (statement !== undefined) documented(statement, name)
    }
    return {
      Program(node) {
        byName = declarations(node)
      },
      ExportNamedDeclaration(node) {
        if (node.source !== null) return
        if (node.declaration === null) for (const one of node.specifiers) local(one.local.name)
        else {
          const [name] = declaredNames(node.declaration)
          if (byName.get(name) === node) documented(node, name)
        }
      },
      ExportDefaultDeclaration(node) {
        if (node.declaration.type === 'Identifier') local(node.declaration.name)
        else documented(node, 'default')
      },
    }
  },
}
