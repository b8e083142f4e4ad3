import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ExpositionError, parseExposition } from './parse-exposition.ts'
import { withTargetLabels } from './target-labels.ts'

test('reads the format with its comments, escapes and times', () => {
  const text = [
    '# HELP http_requests_total The total number of HTTP requests.',
    '# TYPE http_requests_total counter',
    'http_requests_total{method="post",code="200"} 1027 1395066363000',
    'no_labels 12.47e-3\r',
    '  spaced { a = "1" , b="2", } +Inf  ',
    String.raw`escaped{path="C:\\DIR",text="a \"quote\"\nline"} -Inf`,
    'empty{} NaN',
    'dropped{a=""} .5',
    '{"http.requests",code="200"} 3',
    '',
  ].join('\n')
  assert.deepEqual(parseExposition(text), [
    {
      labels: ['__name__', 'http_requests_total', 'code', '200', 'method', 'post'],
      value: 1027,
      timeMs: 1395066363000,
    },
    { labels: ['__name__', 'no_labels'], value: 0.01247, timeMs: null },
    { labels: ['__name__', 'spaced', 'a', '1', 'b', '2'], value: Infinity, timeMs: null },
    {
      labels: ['__name__', 'escaped', 'path', String.raw`C:\DIR`, 'text', 'a "quote"\nline'],
      value: -Infinity,
      timeMs: null,
    },
    { labels: ['__name__', 'empty'], value: Number.NaN, timeMs: null },
    { labels: ['__name__', 'dropped'], value: 0.5, timeMs: null },
    { labels: ['__name__', 'http.requests', 'code', '200'], value: 3, timeMs: null },
  ])
})

test('reads OpenMetrics: times in seconds, exemplars passed over, nothing after the end mark', () => {
  const text = 'a_total 1 1520879607.789 # {trace_id="x"} 0.67\nb 2\n# EOF\ngarbage{'
  assert.deepEqual(parseExposition(text, true), [
    { labels: ['__name__', 'a_total'], value: 1, timeMs: 1520879607789 },
    { labels: ['__name__', 'b'], value: 2, timeMs: null },
  ])
})

test('names the line and what was expected', () => {
  const cases: [string, string][] = [
    ['a 1\n1bad 2', 'line 2: a metric name expected, found "1bad 2"'],
    ['a', 'line 1: a value expected, found the end of the line'],
    ['a one', 'line 1: "one" is not a number'],
    ['a 0x10', 'line 1: "0x10" is not a number'],
    ['a 1 2 3', 'line 1: the end of the line expected, found "3"'],
    ['a 1 1.5', 'line 1: "1.5" is not a time in whole milliseconds'],
    ['a{b="1",b="2"} 1', 'line 1: the label "b" stands twice'],
    ['a{b="1} 1', 'line 1: a text in quotes is not closed'],
    [String.raw`a{b="\q"} 1`, String.raw`line 1: \q is no escape; use \\, \" or \n`],
    ['a{b} 1', 'line 1: = expected, found "} 1"'],
    ['a{b="1" c="2"} 1', 'line 1: , or } expected, found "c=\\"2\\"} 1"'],
    ['\n\n{a="1"} 1', 'line 3: the metric has no name'],
    ['<!doctype html>', 'line 1: a metric name expected, found "<!doctype html>"'],
  ]
  for (const [text, message] of cases)
    assert.throws(() => parseExposition(text), { name: 'ExpositionError', message })
})

test('never fails in another way, whatever the text', () => {
  const piece = fc.constantFrom(
    'a',
    '{',
    '}',
    '"',
    '\\',
    '=',
    ',',
    ' ',
    '\n',
    '1',
    '#',
    'NaN',
    '# EOF',
    'é',
    '\0',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.boolean(), (pieces, isOpenMetrics) => {
      try {
        parseExposition(pieces.join(''), isOpenMetrics)
      } catch (error) {
        assert.ok(error instanceof ExpositionError)
      }
    }),
    { numRuns: 5000 },
  )
})

test('labels of the target win; what they displace is kept under another name', () => {
  assert.deepEqual(
    withTargetLabels(['__name__', 'up', 'exported_job', 'b', 'job', 'a', 'zone', '1'], {
      job: 'web',
      instance: 'x:1',
      empty: '',
    }),
    [
      '__name__',
      'up',
      'exported_exported_job',
      'a',
      'exported_job',
      'b',
      'instance',
      'x:1',
      'job',
      'web',
      'zone',
      '1',
    ],
  )
})
