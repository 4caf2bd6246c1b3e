// Relations: their types from the contract, their words, their addresses. What is asked about goes into the body: addresses are kept.
import { get, newKey, post, type Schemas } from '../../shell/api'
import { w, type Words } from '../../shell/words'

export type Purposes = Schemas['RelationPurposes']
export type RelationNode = Schemas['RelationNode']
export type RelationEdge = Schemas['RelationEdge']
export type Neighbours = Schemas['Neighbours']
export type RelationPaths = Schemas['RelationPaths']
export type RelationPath = Schemas['RelationPath']
export type Owners = Schemas['Owners']

// What every question carries; it goes on record with the question.
export interface Asked {
  for: string
  why: string
  approved_by?: string
  approval_no?: string
  shown: string[]
}

export const listPurposes = () => get<Purposes>('/relations/purposes')
export const askNeighbours = (asked: Asked, of: string, start?: string, most?: number) =>
  post<Neighbours>('/relations/neighbours', { ...asked, of, ...(start ? { start } : {}), ...(most ? { most } : {}) }, newKey())
export const askPaths = (asked: Asked, from: string, to: string, within: number, on: string) => post<RelationPaths>('/relations/paths', { ...asked, from, to, within, on }, newKey())
export const askOwners = ({ for: _, ...asked }: Asked, firm: string, on: string) => post<Owners>('/relations/owners', { ...asked, firm, on }, newKey())

export const mostShown = 500

export const nodeKinds: Record<RelationNode['kind'], Words> = {
  organisation: w('单位、企业', 'Unit or firm'),
  person: w('人员', 'Person'),
  tender: w('标段', 'Tender'),
  household: w('户', 'Household'),
  account: w('账户', 'Account'),
  phone: w('电话', 'Phone'),
  address: w('地址', 'Address'),
  device: w('设备', 'Device'),
  certificate: w('证书', 'Certificate'),
}
export const strengths: Record<RelationEdge['strength'], { mark: string; words: Words }> = {
  confirmed: { mark: '━', words: w('登记或申报', 'Registered or declared') },
  tentative: { mark: '┅', words: w('只是线索', 'Tentative') },
}

// One row of the lake says one edge, whichever question it came with.
export const edgeId = (edge: RelationEdge) => [edge.from, edge.relation, edge.to, edge.source.source_id, edge.source.sheet, edge.source.row].join(' ')
export const isLargeChart = (nodes: number) => nodes > 150
export const isInForce = (edge: RelationEdge, day: string) => !day || ((edge.since ?? '') <= day && (!edge.until || edge.until >= day))
export const edgeWords = (edge: RelationEdge) => w(edge.label, edge.label_en)
export const sourceText = (edge: RelationEdge) => [edge.source.file, edge.source.sheet, `#${edge.source.row}`].filter(Boolean).join(' ')
// A person's token is long; its first digits tell apart whom the letters tell apart too.
export const numberText = (node: RelationNode) => (node.kind === 'organisation' || node.kind === 'tender' ? node.number : node.number.slice(0, 8))
