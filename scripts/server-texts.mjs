// Makes of messages/en/server.json the type of what the server says: generated/server-texts.ts. A text that is not in the
// catalogue, and with it not in every language, does not compile (lib/core/say.ts).
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const HEAD = '// Made of messages/en/server.json by scripts/server-texts.mjs. Do not change it by hand.\n'

/** Every text of a catalogue, in its order. */
const textsIn = (tree) =>
  typeof tree === 'string' ? [tree] : Object.values(tree).flatMap((group) => textsIn(group))

/** The file of a catalogue. */
const serverTextsFile = (catalogue) => `${HEAD}
/** Everything that the server says to people, as English says it. */
export type ServerText =
${[...new Set(textsIn(catalogue))].map((text) => `  | ${JSON.stringify(text)}`).join('\n')}
`

/** Returns whether the type was written; false when it was up to date. */
export function makeServerTexts(root, say) {
  const text = serverTextsFile(JSON.parse(readFileSync(join(root, 'messages/en/server.json'), 'utf8')))
  const path = join(root, 'generated/server-texts.ts')
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return false
  mkdirSync(join(root, 'generated'), { recursive: true })
  writeFileSync(path, text)
  say('wrote the type of what the server says')
  return true
}
