import { canariesSentence, surfaceLines, type SurfaceLine } from '#components/canaries/canary-words.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { listCanaries } from '#lib/modules/canaries/index.ts'
import { englishText } from '#testing/language/english-text.ts'

/** What the page of the canaries shows in English: its lines, and the sentence above them. */
export async function readCanariesPage(
  ctx: RequestContext,
): Promise<{ readonly lines: readonly SurfaceLine[]; readonly sentence: string }> {
  const answer = await listCanaries(ctx)
  const lines = surfaceLines(answer.surfaces, answer)
  return { lines, sentence: canariesSentence(englishText('canaries'), lines) }
}
