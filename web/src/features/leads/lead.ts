// Leads on record. Reading one asks what for, and the answer goes on record.
import { get, post, see, type Schemas } from '../../shell/api'
import { w, type Words } from '../../shell/words'

export type LeadLine = Schemas['LeadLine']
export type Lead = Schemas['Lead']

export const listLeads = () => get<Schemas['LeadList']>('/leads?limit=500')
export const readLead = (id: string, purpose: string) => see<Lead>(`/leads/${encodeURIComponent(id)}`, purpose)
export const listSources = async () => (await get<Schemas['LeadSourceList']>('/lead-sources')).items
export const listRooms = async () => (await get<Schemas['Office']>('/office')).units
export const registerLead = (lead: Schemas['NewLead'], key: string) => post<Lead>('/leads', lead, key)

export const outcomes: Record<string, Words> = {
  confirmed: w('属实', 'Confirmed'),
  unfounded: w('失实', 'Unfounded'),
  data_error: w('数据有误', 'Data error'),
}
// "123450" -> "1,234.50 元"
export function yuan(fen: string): string {
  if (!fen) return '—'
  const sign = fen.startsWith('-') ? '-' : ''
  const digits = fen.replace('-', '').padStart(3, '0')
  return `${sign}${Number(digits.slice(0, -2)).toLocaleString('en')}.${digits.slice(-2)} 元`
}
// "1234.5" as it is typed, in yuan -> "123450"
export function fenOf(amount: string): string {
  const [whole = '', part = ''] = amount.trim().split('.')
  return whole && `${whole}${part.padEnd(2, '0')}`.replace(/^0+(?=\d)/, '')
}
