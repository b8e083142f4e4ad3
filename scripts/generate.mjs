// Makes what is generated: the news out of the change log, the type of the server's texts, and the database client in generated/prisma when the schema has
// changed. Offline: `prisma generate` tries to download a schema engine unless it is told of one, and does not use it.
import { join } from 'node:path'
import { ROOT } from './bootstrap/checkout.mjs'
import { pinnedNode } from './bootstrap/dependencies.mjs'
import { inputsHash, makeWhenStale } from './bootstrap/inputs.mjs'
import { isMain, runMain } from './bootstrap/main.mjs'
import { runStepOrThrow } from './bootstrap/run-step.mjs'
import { makeNews } from './news.mjs'
import { makeServerTexts } from './server-texts.mjs'

const INPUTS = [
  'prisma/schema',
  'node_modules/prisma/package.json',
  'node_modules/@prisma/client/package.json',
]

/** Returns whether anything was made; false when all was up to date. */
export async function generate(root, say) {
  const made = [makeNews(root, say), makeServerTexts(root, say), await makeClient(root, say)]
  return made.includes(true)
}

async function makeClient(root, say) {
  return await makeWhenStale({
    stamp: join(root, 'generated/inputs.sha256'),
    output: join(root, 'generated/prisma/client.ts'),
    hash: () => inputsHash(root, INPUTS),
    make: async () => {
      say('making the database client')
      await runStepOrThrow({
        name: 'prisma generate',
        file: pinnedNode(root),
        args: [
          join(root, 'node_modules/prisma/build/index.js'),
          'generate',
          '--schema',
          'prisma/schema',
          '--no-hints',
        ],
        cwd: root,
        env: {
          ...process.env,
          PRISMA_SCHEMA_ENGINE_BINARY: pinnedNode(root),
          PRISMA_HIDE_UPDATE_MESSAGE: '1',
        },
        say,
      })
    },
  })
}

if (isMain(import.meta.url)) {
  await runMain(async () => {
    if (!(await generate(ROOT, console.log))) console.log('all that is generated is up to date')
  })
}
