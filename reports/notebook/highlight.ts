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

/** Shiki says a colour in a style attribute, which the page's own policy forbids; here it is a class. */
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

/** Code with its words marked by kind; the text is unchanged. */
export function highlight(code: string, lang: 'bash' | 'json'): ElementContent[] {
  const key = `${lang} ${code}`
  const found = known.get(key) ?? tokens(code, lang)
  known.set(key, found)
  return found
}
