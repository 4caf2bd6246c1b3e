// The files that came in, and what the data can answer.
import { get, type Schemas } from '../../shell/api'
import { w, type Words } from '../../shell/words'

export type Coverage = Schemas['Coverage']
export interface Remark {
  level: string
  chinese: string
  english: string
}
export interface Source {
  name: string
  profile: string
  rows_read: number
  rows_kept: number
  rows_refused: number
  remarks: Remark[]
}

export const listSources = async () => (await get<{ sources: Source[] }>('/sources')).sources
export const showCoverage = () => get<Coverage>('/coverage')

export const levels: Record<string, Words> = {
  serious: w('严重', 'Serious'),
  notable: w('注意', 'Notable'),
  note: w('提示', 'Note'),
}
