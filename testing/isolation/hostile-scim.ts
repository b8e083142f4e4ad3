/** More than any part of a request may hold. */
export const LONG = 'x'.repeat(100_000)
/** Operations of a PATCH that cannot be: what each is, and what the answer names. */
export const OPERATIONS: readonly (readonly [operation: unknown, names: string])[] = [
  [7, 'Operations.0'],
  [null, 'Operations.0'],
  [[], 'Operations.0'],
  ...[7, null, true, {}, [], 'move', LONG, '<b>', '=1+1', 're\u0000place'].map(
    (op) => [{ op, path: 'displayName', value: 'x' }, 'Operations.0.op'] as const,
  ),
  ...[7, null, true, {}, [], LONG, 'display\u0000Name'].map(
    (path) => [{ op: 'replace', path, value: 'x' }, 'Operations.0.path'] as const,
  ),
  ...[
    '<b>',
    '=1+1',
    'emails[',
    'emails[type eq]',
    '__proto__',
    'constructor',
    'name.__proto__',
    ' ',
    '..',
    'a b',
  ].map((path) => [{ op: 'replace', path, value: 'x' }, path.trim()] as const),
  ...[7, null, true, [], 'x', undefined].map((value) => [{ op: 'replace', value }, 'value'] as const),
  [{ op: 'remove' }, 'path'],
  [{ op: 'replace', path: 'members[value eq "none"].value', value: 'x' }, 'members'],
  [{ op: 'replace', value: Object.fromEntries([['__proto__', 'x']]) }, '__proto__'],
]

/** What is no list of operations. */
export const NO_OPERATIONS: readonly unknown[] = [
  undefined,
  null,
  7,
  'x',
  {},
  [],
  Array.from({ length: 1001 }, () => ({ op: 'remove', path: 'x' })),
]

/** Filters that are none, or that nothing can be compared by. */
export const FILTERS: readonly string[] = [
  '',
  ' ',
  'userName',
  'userName eq',
  'eq "x"',
  'userName is "x"',
  'userName eq 7',
  'userName eq true',
  'emails.primary gt "x"',
  'userName eq x',
  'userName eq "x" and',
  'userName eq "x") or (id pr',
  'active eq "perhaps"',
  'active gt true',
  'id co "0"',
  'meta.created eq "yesterday"',
  'meta.created eq 7',
  'meta.created gt "-271821-04-20T00:00:00Z"',
  'meta.created lt "+275760-09-13T00:00:00Z"',
  'userName eq "a\u0000b"',
  'password eq "x"',
  'constructor eq "x"',
  'constructor pr',
  'name.constructor pr',
  'emails[constructor pr]',
  '__proto__ pr',
  'totpSecret pr',
  'member.email co "a"',
  '<img src=x onerror=alert(1)>',
  '=HYPERLINK("http://x.test","y")',
  `x'; drop table member; --`,
  `userName eq "${'x'.repeat(1001)}"`,
  LONG,
  `${'not ('.repeat(100)}userName pr${')'.repeat(100)}`,
]
/** What is no whole number. */
export const NO_NUMBERS: readonly string[] = [
  '',
  ' ',
  'x',
  'NaN',
  'Infinity',
  'true',
  'null',
  '1.5',
  '1e3',
  '0x10',
  '1,000',
  '9'.repeat(40),
  LONG,
  '=1+1',
  '<b>1</b>',
  '1\u0000',
  '1; drop table member',
]
