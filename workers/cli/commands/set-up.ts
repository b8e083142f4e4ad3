import { operatorScope } from '#lib/core/scope.ts'
import { issueSetupCode, setUpOperator } from '#lib/modules/access/index.ts'
import type { Command } from '../command.ts'

/** Makes the first operator admin without a browser. */
export const setUp: Command = {
  name: 'setup',
  summary: 'makes the first operator admin; refused once members exist',
  options: {
    name: { help: 'NAME', required: true },
    email: { help: 'ADDRESS', required: true },
    password: { help: 'PASSWORD', required: true },
    organisation: { help: 'NAME', required: false },
  },
  async run(console, { name = '', email = '', password = '', organisation }) {
    const made = await setUpOperator(console.contextIn(operatorScope), {
      name,
      email,
      password,
      ...(organisation === undefined ? {} : { organisation }),
    })
    return {
      json: { memberId: made.memberId, email: made.email },
      lines: [`${made.email} is operator admin and can sign in at ${console.settings.PUBLIC_URL}/sign-in`],
    }
  },
}

/** The code that opens the set-up page, for `npm start`. */
export const setUpCode: Command = {
  name: 'setup-code',
  summary: 'makes the code that opens the set-up page',
  options: {},
  hidden: true,
  async run(console) {
    const issued = await issueSetupCode(console.contextIn(operatorScope))
    const code = issued?.code ?? null
    return { json: { code }, lines: [code ?? 'This installation is set up already.'] }
  },
}
