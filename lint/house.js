// Rules of our own, for what no rule of a kept tool can say. At most eight: a ninth has to replace one.
// They use the plugin interface of ESLint, which oxlint runs; lint/house.test.mjs feeds each of them through the real
// command, so that an update of oxlint that breaks one is loud.
import { auditedWrites } from './rules/audited-writes.js'
import { documentedExports } from './rules/documented-exports.js'
import { injectedClock } from './rules/injected-clock.js'
import { noProcessEnv } from './rules/no-process-env.js'
import { noRawSql } from './rules/no-raw-sql.js'

export default {
  meta: { name: 'house' },
  rules: {
    'audited-writes': auditedWrites,
    'documented-exports': documentedExports,
    'injected-clock': injectedClock,
    'no-process-env': noProcessEnv,
    'no-raw-sql': noRawSql,
  },
}
