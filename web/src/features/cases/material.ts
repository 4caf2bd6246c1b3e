// What comes into a file beside its steps: facts and recusal.
import { act, get, type Schemas, type Seen } from '../../shell/api'
import { w, type Words } from '../../shell/words'
import type { CaseFile } from './case'

const at = (seen: Seen<CaseFile>) => `/case-files/${encodeURIComponent(seen.data.id)}`

export const listFacts = async () => (await get<Schemas['FactList']>('/facts')).items
export const addFacts = (seen: Seen<CaseFile>, facts: string[], reason: string, key: string) => act<CaseFile>(`${at(seen)}/facts`, { facts, reason }, seen.etag, key)
export const declareRecusal = (seen: Seen<CaseFile>, body: Schemas['Recusing'], key: string) => act<Schemas['LogEntry']>(`${at(seen)}/recusal`, body, seen.etag, key)
export const decideRecusal = (seen: Seen<CaseFile>, body: Schemas['RecusalDecision'], key: string) => act<CaseFile>(`${at(seen)}/recusals`, body, seen.etag, key)

export const grounds: Record<Schemas['Grounds'], Words> = {
  near_relative: w('是当事人或者其近亲属', 'The person, or a near relative'),
  witness: w('担任过本案证人', 'Was a witness in it'),
  interest: w('本人或者近亲属有利害关系', 'Has an interest, or a near relative has'),
  other: w('有其他可能影响公正处理的情形', 'Something else might impair fairness'),
}
