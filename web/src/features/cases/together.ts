// Who works on a file together: a joint case with its units and their shares, officers who are seconded, who was let in to know of it.
import { act, get, type Schemas, type Seen } from '../../shell/api'
import { w, type Words } from '../../shell/words'
import type { CaseFile } from './case'

export type Together = Schemas['Together']
export type Joint = NonNullable<Together['joint']>
export type Seconded = Together['seconded'][number]
export type LetIn = Together['let_in'][number]
export type JointMember = Schemas['JointMember']

const at = (seen: Seen<CaseFile>) => `/case-files/${encodeURIComponent(seen.data.id)}`
const send = (path: string) => (seen: Seen<CaseFile>, body: object, key: string) => act<CaseFile>(`${at(seen)}/${path}`, body, seen.etag, key)

export const showOffice = () => get<Schemas['Office']>('/office')
export const makeJoint: (seen: Seen<CaseFile>, body: Schemas['NewJointCase'], key: string) => Promise<Seen<CaseFile>> = send('joint')
export const second: (seen: Seen<CaseFile>, body: Schemas['NewSecondment'], key: string) => Promise<Seen<CaseFile>> = send('secondments')
export const letIn: (seen: Seen<CaseFile>, body: Schemas['NewAccess'], key: string) => Promise<Seen<CaseFile>> = send('access')

// What ends: the joint case, or one secondment, or one letting in.
export type Ending = { what: 'joint' } | { what: 'seconded'; one: Seconded } | { what: 'let_in'; one: LetIn }
export const end = (seen: Seen<CaseFile>, ending: Ending, reason: string, successor: string, key: string) => {
  if (ending.what === 'joint') return send('joint/end')(seen, { reason }, key)
  if (ending.what === 'seconded') return send('secondments/end')(seen, { secondment: ending.one.id, reason, ...(successor && { successor }) }, key)
  return send('access/end')(seen, { access: ending.one.id, reason }, key)
}

export const deciders = ['case_management', 'handling_head', 'leader_in_charge', 'chief']

export const bases: Record<Joint['jurisdiction_basis'], Words> = {
  designated: w('指定管辖', 'Designated by a superior'),
  raised: w('提级管辖', 'Raised to a superior'),
  crossed: w('异地管辖', 'Of another district'),
}

export const standing: Record<Seconded['state'], Words> = {
  to_come: w('未到期', 'To come'),
  in_force: w('在期', 'In force'),
  over: w('已期满', 'Over'),
  ended: w('已提前结束', 'Ended before its day'),
}

export const footings: Record<LetIn['relation'], Words> = {
  need_to_know: w('知情，只看', 'To know of it, reading alone'),
  assistant: w('协办', 'Assistant'),
  reviewer: w('审理', 'Reviewer'),
  leader_in_charge: w('分管领导', 'Leader in charge'),
}
