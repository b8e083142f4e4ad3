import { compareCodePoints, type FlatLabels } from '../labels.ts'

/**
 * The labels of a scraped sample with those of its target on top. A label that the sample has under the same name is
 * kept as `exported_…`, as Prometheus does without `honor_labels`.
 */
export function withTargetLabels(labels: FlatLabels, target: Readonly<Record<string, string>>): FlatLabels {
  const merged = new Map<string, string>(Object.entries(target).filter(([, value]) => value !== ''))
  const displaced: [string, string][] = []
  for (let i = 0; i + 1 < labels.length; i += 2) {
    const pair: [string, string] = [labels[i] ?? '', labels[i + 1] ?? '']
    if (merged.has(pair[0])) displaced.push(pair)
    else merged.set(...pair)
  }
  for (const [name, value] of displaced) merged.set(freeName(merged, `exported_${name}`), value)
  return [...merged].toSorted(([a], [b]) => compareCodePoints(a, b)).flat()
}

function freeName(taken: ReadonlyMap<string, string>, wanted: string): string {
  let name = wanted
  while (taken.has(name)) name = `exported_${name}`
  return name
}
