// What the data in the lake can and cannot answer.
import { get, type Schemas } from '../../shell/api'
import { w, type Words } from '../../shell/words'

export type Coverage = Schemas['Coverage']
export type RuleCoverage = Coverage['rules'][number]

export const showCoverage = () => get<Coverage>('/coverage')

// Never by colour alone: a mark and a word.
export const answers: Record<RuleCoverage['answer'], { mark: string; look: string; words: Words }> = {
  whole: { mark: '✓', look: 'calm', words: w('能回答', 'Can be answered') },
  part: { mark: '◐', look: 'soon', words: w('部分能回答', 'In part') },
  none: { mark: '✗', look: '', words: w('不能回答', 'Cannot be answered') },
}
