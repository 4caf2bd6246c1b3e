// Findings: their types from the contract, their words, their addresses.
import { act, get, newKey, post, remove, see, withQuery, type Schemas, type Seen } from '../../shell/api'
import { w, type Words } from '../../shell/words'
import { has } from '../session/session'

export type FindingLine = Schemas['FindingLine']
export type Finding = Schemas['Finding']
export type FindingList = Schemas['FindingList']
export type Band = Schemas['Band']
export type FindingState = Schemas['FindingState']
export type FindingRowsPlace = Schemas['FindingRowsPlace']
export type Exit = Schemas['Exit']

// Never by colour alone: a shape and a word beside it.
export const bands: Record<Band, { mark: string; words: Words }> = {
  red: { mark: '▲', words: w('红', 'Red') },
  yellow: { mark: '◆', words: w('黄', 'Yellow') },
  blue: { mark: '●', words: w('蓝', 'Blue') },
}

export const states: Record<FindingState, Words> = {
  open: w('未办', 'Open'),
  asked: w('待单位说明', 'Asked'),
  answered: w('已说明，待定出口', 'Explained'),
  proposed: w('待受理', 'Transfer proposed'),
  returned: w('被退回', 'Returned'),
  decided: w('已定出口', 'Decided'),
}

export const exits: Record<Exit, Words> = {
  explained: w('情况已说明', 'Explained: records in order'),
  data_correction: w('数据核正', 'Correct the data'),
  reminder_exit: w('提醒提示', 'Remind'),
  rectification_exit: w('整改追缴', 'Rectify or recover'),
  lead_transfer: w('移送线索', 'Transfer as lead'),
}

export const kinds: Record<string, Words> = {
  'finding.asked': w('请主管单位说明', 'The bureau was asked'),
  'finding.answered': w('登记说明', 'Explanation put on record'),
  'finding.exit_decided': w('定出口', 'Exit decided'),
  'finding.transfer_proposed': w('提出移送线索', 'Transfer proposed'),
  'finding.transfer_returned': w('退回移送', 'Transfer returned'),
  'lead.registered': w('受理登记', 'Registered as lead'),
  'lead.concluded': w('登记结果', 'Outcome recorded'),
  'lead.merged': w('并案', 'Merged'),
  'lead.separated': w('撤销并案', 'Separated'),
  'reading.opened': w('查阅', 'Read'),
}

// The filters of the list, as the address has them.
export const findingFilters = ['band', 'state', 'rule', 'topic', 'q'] as const
export type FindingFilter = Record<(typeof findingFilters)[number], string>
// "band=red&state=open", the same filters always the same text.
export const filterText = (filter: FindingFilter) => new URLSearchParams(findingFilters.filter((name) => filter[name]).map((name) => [name, filter[name]])).toString()

export const listFindings = (filter: FindingFilter, at: number, limit: number) =>
  get<FindingList>(withQuery('/findings', { ...filter, at: String(at), limit: String(limit) }))
// For an analyst's desk: what the ranking puts first and nobody has touched.
export const firstToRead = async () => (has('data_analyst') ? get<FindingList>('/findings?state=open&limit=5') : null)
export const seeFinding = (id: string) => see<Finding>(`/findings/${encodeURIComponent(id)}`)
export const findEntity = (id: string) => get<Schemas['FindingEntity']>(`/findings/${encodeURIComponent(id)}/entity`)
// Twenty rows a look, from a place on.
export const readRows = async (id: string, at: number, purpose: string) => (await see<Schemas['FindingRows']>(`/findings/${encodeURIComponent(id)}/rows?at=${at}&limit=20`, purpose)).data

type Step = 'ask' | 'answer' | 'exit' | 'accept' | 'return'
export const stepOn = (seen: Seen<Finding>, step: Step, body: Record<string, string>, key: string) =>
  act<Finding>(`/findings/${encodeURIComponent(seen.data.id)}/${step}`, body, seen.etag, key)
export type { Step }

export type BulkExit = Schemas['BulkExit']
export const decideTogether = (lines: FindingLine[], exit: string, reason: string, key: string) =>
  post<BulkExit>('/findings/exits', { findings: lines.map(({ id, etag }) => ({ id, etag })), exit, reason }, key)

export type View = Schemas['View']
export const showScreening = () => get<Schemas['ScreeningState']>('/screening')
export const beginPractice = () => post<Schemas['Job']>('/practice', {}, newKey())
export const beginScreening = (asOf: string) => post<Schemas['Job']>('/screening', asOf ? { as_of: asOf } : {}, newKey())

export const listViews = () => get<Schemas['ViewList']>('/views')
export const saveView = (name: string, query: string) => post<View>('/views', { name, query }, newKey())
export const dropView = (id: string) => remove(`/views/${encodeURIComponent(id)}`)
