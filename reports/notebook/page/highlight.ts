import type { ElementContent } from 'hast'
import { h } from 'hastscript'
import { createCssVariablesTheme, createHighlighterCore } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import bash from 'shiki/langs/bash.mjs'
import json from 'shiki/langs/json.mjs'

const highlighter = await createHighlighterCore({
  themes: [createCssVariablesTheme({ name: 'page', variablePrefix: '--t-' })],
  langs: [bash, json],
  engine: createJavaScriptRegexEngine(),
})
const known = new Map<string, ElementContent[]>()
const kind = /^var\(--t-(?:token-)?([a-z-]+)\)$/

/** Uses classes for Shiki's colours, because the page's Content-Security-Policy forbids style attributes. */
function tokens(code: string, lang: 'bash' | 'json'): ElementContent[] {
  const lines = highlighter.codeToTokensBase(code, { lang, theme: 'page' })
  return lines.flatMap((line, index) => [
    ...(index > 0 ? [{ type: 'text' as const, value: '\n' }] : []),
    ...line.map(({ content, color = '' }): ElementContent => {
      const name = kind.exec(color)?.[1] ?? 'foreground'
      return name === 'foreground' ? { type: 'text', value: content } : h('span', { className: [`t-${name}`] }, content)
    }),
  ])
}

/** Code with a class for each kind of token. The text is unchanged. */
export function highlight(code: string, lang: 'bash' | 'json'): ElementContent[] {
  const key = `${lang} ${code}`
  const found = known.get(key) ?? tokens(code, lang)
  known.set(key, found)
  return found
}
