import type { ElementContent } from 'hast'
import { h } from 'hastscript'
import { createCssVariablesTheme, createHighlighterCore } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import bash from 'shiki/langs/bash.mjs'

const highlighter = await createHighlighterCore({
  themes: [createCssVariablesTheme({ name: 'page', variablePrefix: '--t-' })],
  langs: [bash],
  engine: createJavaScriptRegexEngine(),
})
const known = new Map<string, ElementContent[]>()
const kind = /^var\(--t-(?:token-)?([a-z-]+)\)$/

/**
 * Uses classes for Shiki's colours, because the page's Content-Security-Policy forbids style attributes. There is no limit
 * of time: on a busy machine the first commands would have no colours.
 */
function tokens(code: string): ElementContent[] {
  const lines = highlighter.codeToTokensBase(code, { lang: 'bash', theme: 'page', tokenizeTimeLimit: 0 })
  return lines.flatMap((line, index) => [
    ...(index > 0 ? [{ type: 'text' as const, value: '\n' }] : []),
    ...line.map(({ content, color = '' }): ElementContent => {
      const name = kind.exec(color)?.[1] ?? 'foreground'
      return name === 'foreground' ? { type: 'text', value: content } : h('span', { className: [`t-${name}`] }, content)
    }),
  ])
}

/** Commands of a shell with a class for each kind of token. The text is unchanged. */
export function highlight(code: string): ElementContent[] {
  const found = known.get(code) ?? tokens(code)
  known.set(code, found)
  return found
}
