// A rule tried with other values: its types from the contract, its addresses, its words.
import { get, newKey, post, type Schemas } from '../../shell/api'
import { w, type Words } from '../../shell/words'
import { yuan } from '../leads/lead'
import type { Rule } from './rule'

export type RuleTrial = Schemas['RuleTrial']
export type TrialLine = RuleTrial['lines'][number]
export type RuleParameter = Rule['parameters'][number]

export const beginTrial = (rule: string, values: { name: string; value: string }[], asOf: string) =>
  post<Schemas['Job']>(`/rules/${encodeURIComponent(rule)}/trials`, asOf ? { values, as_of: asOf } : { values }, newKey())
export const showTrial = (id: string) => get<RuleTrial>(`/trials/${encodeURIComponent(id)}`)
export const subjectOf = (rule: string) => `trial/${rule}`

export const changes: Record<TrialLine['change'], { mark: string; words: Words }> = {
  came: { mark: '＋', words: w('将出现', 'Would come') },
  gone: { mark: '－', words: w('将消失', 'Would go') },
  other_band: { mark: '◇', words: w('强度改变', 'Another strength') },
}

// "80000 分（800.00 元）": a slip of a hundred is seen.
export const withUnit = (value: string, unit: string) => `${value} ${unit}${unit === '分' && /^-?\d+$/.test(value) ? `（${yuan(value)}）` : ''}`

// "1 – 100000000", "≥ 1", "" where there are none.
export function boundsOf(parameter: RuleParameter): string {
  const { min, max } = parameter
  if (min !== undefined && max !== undefined) return `${min} – ${max}`
  return min !== undefined ? `≥ ${min}` : max !== undefined ? `≤ ${max}` : ''
}
