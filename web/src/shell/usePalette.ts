// What Ctrl+K can go to: pages, and a finding, lead or file by its number; only what this officer may open.
import { computed, type Ref } from 'vue'

import { pagesForMe } from './pages'
import { tell, w } from './words'

export interface Goal {
  to: string
  text: string
  hint: string
}

const words = {
  page: w('页面', 'Page'),
  finding: w('打开疑点 {0}', 'Open finding {0}'),
  search: w('在疑点里查找“{0}”', 'Search the findings for “{0}”'),
  lead: w('打开线索 {0}', 'Open lead {0}'),
  file: w('打开案卷 {0}', 'Open file {0}'),
  cases: w('在案件里查找“{0}”', 'Search the cases for “{0}”'),
  rule: w('打开规则 {0}', 'Open rule {0}'),
  number: w('编号', 'Number'),
  look: w('查找', 'Search'),
}

function byNumber(text: string): Goal[] {
  const goals: Goal[] = []
  const may = new Set(pagesForMe().map((page) => page.to))
  const add = (page: string, to: string, of: (typeof words)['page'], hint = words.number) => may.has(page) && goals.push({ to, text: tell(of, text), hint: tell(hint) })
  const id = encodeURIComponent(text)
  if (/^[0-9a-f]{8,64}$/i.test(text)) add('/findings', `/findings?id=${id}`, words.finding)
  if (/^\d{4}-\d{1,6}$/.test(text)) {
    add('/leads', `/leads?id=${id}`, words.lead)
    add('/cases', `/cases/${id}`, words.file)
  }
  if (/^[A-Z]\d{2}[a-z]?$/.test(text)) add('/rules', `/rules/${id}`, words.rule)
  add('/findings', `/findings?q=${id}`, words.search, words.look)
  add('/cases', `/cases?q=${id}`, words.cases, words.look)
  return goals
}

export function usePalette(typed: Ref<string>) {
  return computed<Goal[]>(() => {
    const text = typed.value.trim()
    const small = text.toLowerCase()
    const pages = pagesForMe()
      .filter((page) => !text || page.initials.startsWith(small) || page.words.zh.includes(text) || page.words.en.toLowerCase().includes(small))
      .map((page) => ({ to: page.to, text: tell(page.words), hint: tell(words.page) }))
    return text ? [...pages, ...byNumber(text)] : pages
  })
}
