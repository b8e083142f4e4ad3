import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { PromqlError } from '../promql-error.ts'
import { bracketDepth, tokenize } from './tokens.ts'

const brief = (text: string): string =>
  tokenize(text)
    .map((token) => (token.kind === 'end' ? '$' : `${token.kind[0]}:${token.text}`))
    .join(' ')

test('words, numbers, strings and operators are told apart', () => {
  assert.equal(
    brief('sum(rate(a:b{c="d"}[5m:1m]))'),
    'i:sum o:( i:rate o:( i:a:b o:{ i:c o:= s:"d" o:} o:[ n:5m o:: n:1m o:] o:) o:) $',
  )
  assert.equal(
    brief('a==b!=c<=d>=e=~f!~g</h>/i'),
    'i:a o:== i:b o:!= i:c o:<= i:d o:>= i:e o:=~ i:f o:!~ i:g o:</ i:h o:>/ i:i $',
  )
  assert.equal(
    brief('1 .5 2. 1e3 1E-3 0x1f 1_0 5m 1h30m 3ms'),
    'n:1 n:.5 n:2. n:1e3 n:1E-3 n:0x1f n:1_0 n:5m n:1h30m n:3ms $',
  )
  assert.equal(brief(`"a\\"b" 'c"d' \`e\nf\``), `s:"a\\"b" s:'c"d' s:\`e\nf\` $`)
  assert.equal(brief('# nothing'), '$')
})

test('a colon begins a name, but not between brackets or braces', () => {
  assert.equal(brief(':a:'), 'i::a: $')
  assert.equal(brief('x[1:2]'), 'i:x o:[ n:1 o:: n:2 o:] $')
  assert.equal(brief('{a:b}'), 'o:{ i:a o:: i:b o:} $')
  assert.equal(brief('by (a:b)'), 'i:by o:( i:a:b o:) $')
})

test('a number ends where it ends', () => {
  assert.equal(brief('1+2'), 'n:1 o:+ n:2 $')
  assert.equal(brief('1e+5-3'), 'n:1e+5 o:- n:3 $')
  for (const text of ['1a', '5mm', '0xg', '1..2', '1__', '3mx']) {
    const isNumber = text === '1__' || text === '5mm'
    if (isNumber) assert.doesNotThrow(() => tokenize(text), text)
    else assert.throws(() => tokenize(text), /bad number or duration syntax/, text)
  }
})

test('tokens cover everything but spaces and comments, in order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', ' ', '\n', '1', '+', '(', ')', '"x"', '#c\n', '=='), { maxLength: 30 }),
      (parts) => {
        const text = parts.join('')
        let tokens
        try {
          tokens = tokenize(text)
        } catch (error) {
          assert.ok(error instanceof PromqlError)
          return
        }
        let at = 0
        for (const token of tokens) {
          assert.match(text.slice(at, token.start), /^(?:\s|#[^\n]*)*$/)
          assert.equal(text.slice(token.start, token.end), token.text)
          at = token.end
        }
        assert.equal(at, text.length)
      },
    ),
  )
})

test('the deepest bracket is found', () => {
  assert.equal(bracketDepth(tokenize('a')).depth, 0)
  assert.equal(bracketDepth(tokenize('(a[5m]) + {b="c"}')).depth, 2)
  const { depth, at } = bracketDepth(tokenize('(a) + ((b))'))
  assert.equal(depth, 2)
  assert.equal(at.start, 7)
})
