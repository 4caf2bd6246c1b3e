// Case files: their types from the contract, their words, their addresses. Reading one asks what for, once a sitting.
import { act, get, newKey, post, see, withQuery, type Schemas, type Seen } from '../../shell/api'
import { w, type Words } from '../../shell/words'

export type CaseFile = Schemas['CaseFile']
export type CaseLine = Schemas['CaseLine']
export type CaseList = Schemas['CaseList']
export type CaseStep = Schemas['CaseStep']
export type CaseMatter = Schemas['CaseMatter']
export type CaseClock = Schemas['CaseClock']
export type CourseLine = Schemas['CourseLine']
export type CaseAct = Schemas['CaseAct']
export type DeskMatter = Schemas['DeskMatter']

export interface CaseFilter {
  procedure?: string
  desk?: string
  q?: string
}

const at = (id: string) => `/case-files/${encodeURIComponent(id)}`

export const listCases = (filter: CaseFilter, cursor?: string) => get<CaseList>(withQuery('/case-files', { ...filter, limit: '100', cursor }))
export const seeCase = (id: string, purpose: string) => see<CaseFile>(at(id), purpose)
export const openCase = (lead: string) => post<CaseFile>('/case-files', { lead }, newKey())
export const actIn = (seen: Seen<CaseFile>, body: CaseAct, key: string) => act<CaseFile>(`${at(seen.data.id)}/acts`, body, seen.etag, key)
export const listOfficers = async () => (await get<Schemas['Office']>('/office')).accounts.filter((one) => one.active)

export const colours: Record<DeskMatter['colour'], { mark: string; words: Words }> = {
  red: { mark: '▲', words: w('红', 'Red') },
  yellow: { mark: '◆', words: w('黄', 'Yellow') },
  blue: { mark: '●', words: w('蓝', 'Blue') },
  none: { mark: '○', words: w('未预警', 'No alert') },
}

export const procedures: Record<string, Words> = {
  lead: w('问题线索', 'Lead'),
  inquiry: w('谈话函询', 'Inquiry'),
  verification: w('初步核实', 'Verification'),
  investigation: w('立案和审查调查', 'Filing and investigation'),
  review: w('审理', 'Review'),
  sanction: w('处分和执行', 'Decision and execution'),
  property: w('涉案财物', 'Case property'),
  archive: w('立卷归档', 'Archive'),
}

// Acts beside the steps of procedures, whose titles come with them.
export const kinds: Record<string, Words> = {
  'case.opened': w('建卷', 'File opened'),
  'case.learned': w('补充事实', 'Facts added'),
  'case.recusal_declared': w('申报回避', 'Recusal declared'),
  'case.recused': w('决定回避', 'Recusal decided'),
  'case.joined': w('联合办案', 'Made a joint case'),
  'case.joint_ended': w('结束联合办案', 'The joint case ended'),
  'case.seconded': w('借调人员', 'An officer seconded'),
  'case.secondment_ended': w('结束借调', 'A secondment ended'),
  'document.scanned': w('补入文书内容', 'Content of a document added'),
  'evidence.added': w('登记证据', 'Evidence registered'),
  'evidence.moved': w('移交证据', 'Evidence handed over'),
  'submission.proposed': w('呈批：{0}', 'Submitted: {0}'),
  'submission.approved': w('审批同意：{0}', 'Approved at one level: {0}'),
  'submission.returned': w('退回或撤回呈批：{0}', 'Submission returned or withdrawn: {0}'),
  'supervision.reminded': w('督办提醒', 'Reminder'),
  'access.granted': w('准予知悉', 'Let in'),
  'access.ended': w('结束知悉', 'Letting in ended'),
  'access.recused': w('申报回避', 'Recusal declared'),
}

// Seizing, holding and handing in: how an object of case property comes into the file.
export const takesProperty = (step: CaseStep) => !step.matter && step.step.startsWith('property.')

export const classes: Record<CaseClock['class'], Words> = {
  statutory_hard: w('法定，超期违法', 'Statutory: breach is unlawful'),
  statutory_soft: w('法定', 'Statutory'),
  internal: w('内部', 'Internal'),
}

// What the officer reads this file for; asked once, kept as long as he sits here.
export const purposeOf = (id: string) => sessionStorage.getItem(`purpose:${id}`) ?? ''
export const keepPurpose = (id: string, purpose: string) => sessionStorage.setItem(`purpose:${id}`, purpose)
