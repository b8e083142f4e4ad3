// Somebody who never touches a mouse: what they press, and where that leads, by role and name as a screen reader says it.
import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright'
import { until } from './until.ts'

/** Whether an element has the focus, and whether people see that. */
interface Focus {
  readonly isHere: boolean
  readonly isSeen: boolean
  /** What has the focus instead, as markup. */
  readonly instead: string
}

const focusOf = async (target: Locator): Promise<Focus> =>
  await target.evaluate((element) => {
    const isDrawn = (part?: string): boolean => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element, part)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1
    }
    return {
      isHere: element === document.activeElement,
      isSeen: isDrawn() || isDrawn('::after'),
      instead: document.activeElement?.outerHTML.slice(0, 200) ?? 'nothing',
    }
  })

/** A page and a keyboard; counts. */
export class Walker {
  readonly page: Page
  #presses = 0
  #typed = 0

  constructor(page: Page) {
    this.page = page
  }

  /** Presses keys one after the other. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.#presses += 1
      await this.page.keyboard.press(key)
    }
  }

  /** Types a text. */
  async type(text: string): Promise<void> {
    this.#typed += text.length
    await this.page.keyboard.type(text)
  }

  /** Waits until `target` has the focus, and asserts that this can be seen. */
  async stopAt(target: Locator): Promise<void> {
    const last = await this.isAt(target)
    assert.ok(last.isSeen, `nobody sees that ${String(target)} has the focus`)
  }

  /** Waits until `target` has the focus. */
  async isAt(target: Locator): Promise<Focus> {
    await target.waitFor()
    let last: Focus | undefined
    try {
      return await until(
        'the focus',
        async () => {
          last = await focusOf(target)
          return last.isHere ? last : null
        },
        5000,
      )
    } catch {
      assert.fail(`the focus is not on ${String(target)}, it is on ${last?.instead ?? 'nothing'}`)
    }
  }

  /** Presses a key again and again until `target` has the focus, at most `most` times; each stop on the way can be seen. */
  async walkTo(target: Locator, key: string, most: number): Promise<void> {
    await target.waitFor()
    for (let count = 0; count < most; count += 1) {
      await this.press(key)
      const here = await focusOf(this.page.locator(':focus'))
      assert.ok(here.isSeen, `nobody sees the focus on ${here.instead}`)
      if ((await focusOf(target)).isHere) return
    }
    assert.fail(`${String(target)} is more than ${most} × ${key} away`)
  }

  /** What the way took: keys, and characters of texts. */
  get way(): { readonly presses: number; readonly typed: number } {
    return { presses: this.#presses, typed: this.#typed }
  }
}
