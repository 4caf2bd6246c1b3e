// What the three administrators see and do: accounts, the law in force, the log, backups, who looked at what.
import { get, newKey, post, withQuery, type Schemas } from '../../shell/api'
import { tell, w, type Words } from '../../shell/words'
import { has } from '../session/session'

export type Accounts = Schemas['AccountList']
export type Account = Accounts['items'][number]
export type Issued = Schemas['IssuedPassword']
export type AccountAct = Schemas['AccountAct']['act']
export type LogPage = Schemas['LogPage']
export type Backups = Schemas['BackupList']
export type Law = Schemas['ProcedureList']
export type Readings = Schemas['ReadingList']
export type Job = Schemas['Job']

const one = (id: string) => `/admin/accounts/${encodeURIComponent(id)}`
export const listAccounts = () => get<Accounts>('/admin/accounts')
export const actOnAccount = (id: string, act: AccountAct, reason: string, key: string) => post<void>(`${one(id)}/acts`, { act, reason }, key)
export const resetPassword = (id: string, reason: string, key: string) => post<Issued>(`${one(id)}/password`, { reason }, key)
export const loadOffice = (file: Schemas['OfficeFile'], key: string) => post<{ recorded: number }>('/admin/office', file, key)
export const showLog = () => get<LogPage>('/admin/log')
export const verifyLog = () => post<Job>('/admin/log/verify', {}, newKey())
export const listBackups = () => get<Backups>('/admin/backups')
export const beginBackup = () => post<Job>('/admin/backups', {}, newKey())
export const beginDrill = () => post<Job>('/admin/drills', {}, newKey())
export const listProcedures = () => get<Law>('/procedures')
export const listReadings = (filter: Record<string, string>) => get<Readings>(withQuery('/admin/readings', filter))
export const listJobs = () => get<Schemas['JobList']>('/jobs')

export interface Section {
  to: string
  words: Words
  roles: string[]
}
export const sections: Section[] = [
  { to: '/admin/accounts', words: w('机构与账号', 'Office and accounts'), roles: ['security_administrator', 'audit_administrator'] },
  { to: '/admin/law', words: w('规则与程序', 'Rules and procedures'), roles: ['system_administrator', 'security_administrator', 'audit_administrator'] },
  { to: '/admin/log', words: w('日志与核验', 'Log and verification'), roles: ['system_administrator', 'security_administrator', 'audit_administrator'] },
  { to: '/admin/backups', words: w('备份与演练', 'Backups and drills'), roles: ['system_administrator', 'security_administrator', 'audit_administrator'] },
  { to: '/admin/readings', words: w('查阅审计', 'Who looked at what'), roles: ['audit_administrator', 'cadre_supervision'] },
]
export const mySections = () => sections.filter((section) => has(...section.roles))

export const passwords: Record<Account['password'], Words> = {
  none: w('未发放', 'None yet'),
  first: w('首次密码，未改', 'First password, unchanged'),
  own: w('本人已设', 'His own'),
}
export const unitKinds: Record<string, Words> = {
  office: w('内设机构', 'Room'),
  group: w('派驻机构', 'Dispatched group'),
  township: w('乡镇街道', 'Township'),
}
export const readingKinds: Record<string, Words> = {
  'reading.listed': w('看清单', 'Looked at a list'),
  'reading.opened': w('打开', 'Opened'),
  'reading.searched': w('搜索', 'Searched'),
  'reading.exported': w('导出', 'Exported'),
}
// What a record is called: lead/2026-0001.
const objectKinds: Record<string, Words> = {
  lead: w('线索', 'Lead'),
  case_file: w('案卷', 'File'),
  finding: w('疑点', 'Finding'),
  source: w('数据来源', 'Source'),
  relation: w('关系', 'Relations'),
  entity: w('谁是谁', 'Who is who'),
  register: w('登记簿', 'Registers'),
  reading: w('查阅登记', 'Readings'),
}
export function objectWords(object: string) {
  const [kind = '', ...rest] = object.split('/')
  const words = objectKinds[kind]
  return words ? [tell(words), ...rest].join(' ') : object
}
export const megabytes = (bytes: number | undefined) => ((bytes ?? 0) / 1e6).toFixed(1)
