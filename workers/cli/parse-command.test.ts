import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from './command.ts'
import { parseCommand, usage } from './parse-command.ts'

const nothing = async () => await Promise.resolve({ json: {}, lines: [] })
const commands: Command[] = [
  {
    name: 'platform create',
    summary: 'makes one',
    options: { name: { help: 'N', required: true } },
    run: nothing,
  },
  { name: 'backup', summary: 'dumps', options: {}, positional: 'DIR', run: nothing },
  {
    name: 'source create',
    summary: 'makes one',
    options: { tenant: { help: 'ID', required: true }, plan: { help: 'PLAN', required: false } },
    run: nothing,
  },
  {
    name: 'key create',
    summary: 'makes one',
    options: { permission: { help: 'PERMISSION', required: true, repeatable: true } },
    run: nothing,
  },
  { name: 'setup-code', summary: 'for npm start', options: {}, hidden: true, run: nothing },
]

test('finds the command, its options and --json wherever they stand', () => {
  const { command, values, asJson } = parseCommand(commands, [
    'source',
    'create',
    '--tenant',
    'x',
    '--plan=unlimited',
    '--json',
  ])
  assert.equal(command.name, 'source create')
  assert.deepEqual(values, { tenant: 'x', plan: 'unlimited' })
  assert.ok(asJson)
  assert.equal(
    parseCommand(commands, ['--json', 'platform', 'create', '--name', 'two words']).values['name'],
    'two words',
  )
  assert.deepEqual(parseCommand(commands, ['backup', '/tmp/x']).values, { DIR: '/tmp/x' })
})

const REFUSED: [string[], RegExp][] = [
  [[], /which command/],
  [['platform'], /there is no command "platform"/],
  [['platform', 'create'], /platform create needs --name N/],
  [['platform', 'create', '--name', 'x', '--colour', 'red'], /colour/],
  [['platform', 'create', '--name', 'x', 'y'], /does not take "y"/],
  [['backup'], /backup needs DIR/],
  [['platform', 'create', '--name'], /name/],
]
for (const [argv, message] of REFUSED) {
  test(`refuses ${JSON.stringify(argv.join(' '))} and says why`, () =>
    assert.throws(() => parseCommand(commands, argv), message))
}

test('an option that may stand several times is a list, however it is written', () => {
  const calls = [
    ['--permission', 'a,b', '--permission=c'],
    ['--permission', 'a', '--permission', 'b,c'],
  ]
  for (const options of calls)
    assert.deepEqual(parseCommand(commands, ['key', 'create', ...options]).values, { permission: 'a,b,c' })
  assert.throws(() => parseCommand(commands, ['key', 'create']), /needs --permission PERMISSION/)
})

test('the usage names every command with its options', () => {
  const text = usage(commands)
  assert.match(text, /source create --tenant ID \[--plan PLAN\]/)
  assert.match(text, /backup DIR/)
  assert.match(text, /key create --permission PERMISSION …/)
  assert.doesNotMatch(text, /setup-code/)
})
