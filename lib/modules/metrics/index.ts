export { authenticateWith } from './authenticate.ts'
export { runEngine } from './run-engine.ts'
