export { openDatabase, type Database, type ScopeOptions, type Tx } from './with-scope.ts'
export { listen, type Listener } from './listen.ts'
export { newId } from './new-id.ts'
export { openPool } from './pool.ts'
