import assert from 'node:assert/strict'
import { test } from 'node:test'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { describeFailure, refusedAddress, refusedUrl, unreachable, type OutgoingError } from './errors.ts'

const tenant: Scope = {
  kind: 'tenant',
  platformId: platformId('018f0000-0000-7000-8000-00000000000a'),
  tenantId: tenantId('018f0000-0000-7000-8000-0000000000aa'),
}

test('a tenant cannot tell a refused name from one that does not answer', () => {
  const visible = ({ name, code, message, fault, detail, faults }: OutgoingError) => ({
    name,
    code,
    message,
    fault,
    detail,
    faults,
  })
  const refused = refusedAddress(tenant, '10.0.0.1 is not a public address', true)
  assert.deepEqual(visible(refused), visible(unreachable(tenant, 'the connection was refused')))
  assert.deepEqual(visible(refused), visible(unreachable(tenant, 'no connection in time')))
  assert.equal(refused.detail, null)
})

test('staff learn the reason', () => {
  assert.equal(refusedAddress(operatorScope, 'why', false).detail, 'why')
  assert.equal(refusedAddress(operatorScope, 'why', false).fault, 'refused')
  assert.equal(unreachable(operatorScope, 'why').detail, 'why')
})

test('a refused form is a fault of the field url', () => {
  const error = refusedUrl('The URL begins with https://.')
  assert.equal(error.code, 'invalid_input')
  assert.deepEqual(error.faults, [{ field: 'url', problem: 'The URL begins with https://.' }])
})

test('failures of the network have words of ours', () => {
  const withCode = (code: string): Error => Object.assign(new Error('raw'), { code })
  assert.equal(describeFailure(withCode('ECONNREFUSED')), 'the connection was refused')
  assert.equal(describeFailure(withCode('CERT_HAS_EXPIRED')), 'its certificate has expired')
  assert.equal(
    describeFailure(new AggregateError([withCode('ECONNREFUSED'), withCode('X')], 'all failed')),
    'the connection was refused',
  )
  assert.equal(describeFailure(new DOMException('late', 'TimeoutError')), 'no complete answer in time')
  assert.equal(describeFailure(withCode('UNHEARD_OF')), 'raw')
  assert.equal(describeFailure('text'), 'unknown failure')
})
