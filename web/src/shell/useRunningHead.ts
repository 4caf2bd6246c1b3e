// What stands at the head of every sheet that is printed from a page: a number and a title, so that no sheet of it goes astray. The foot,
// n of m, is that of every print (style.css). Browsers that know no page margins print the sheet without it.
import { onBeforeUnmount, watch } from 'vue'

// A text as CSS writes it.
const quoted = (text: string) => `"${[...text].map((c) => (/["\\\n\r\f]/.test(c) ? `\\${c.codePointAt(0)!.toString(16)} ` : c)).join('')}"`

export function useRunningHead(left: () => string, right: () => string) {
  const sheet = new CSSStyleSheet() // no style element: the content policy refuses those
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  watch([left, right], ([from, to]) => sheet.replaceSync(`@page { @top-left { content: ${quoted(from)} } @top-right { content: ${quoted(to)} } }`), { immediate: true })
  onBeforeUnmount(() => (document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet)))
}
