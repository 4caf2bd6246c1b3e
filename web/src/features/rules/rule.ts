// The rules' cards.
import { get, type Schemas } from '../../shell/api'
import { w, type Words } from '../../shell/words'

export type RuleLine = Schemas['RuleLine']
export type Rule = Schemas['Rule']

export const listRules = async () => (await get<Schemas['RuleList']>('/rules')).items
export const showRule = (id: string) => get<Rule>(`/rules/${encodeURIComponent(id)}`)

export const ruleStates: Record<string, Words> = {
  in_force: w('施行', 'In force'),
  shadow: w('影子运行', 'In shadow'),
  draft: w('草稿', 'Draft'),
  retired: w('停用', 'Retired'),
  changed: w('改动后未发布', 'Changed, not published'),
}

// "于{died_on}死亡" in pieces: what stands in braces is filled in by each finding.
export function piecesOf(sentence: string): { text: string; blank: boolean }[] {
  return sentence
    .split(/(\{[^}]*\})/)
    .filter((piece) => piece && !piece.endsWith(':aside}')) // a remark that stands only where there is one
    .map((piece) => (piece.startsWith('{') ? { text: `〔${piece.slice(1, -1).split(':')[0]}〕`, blank: true } : { text: piece, blank: false }))
}
