// Supervision: deadlines of the house as far as one may read, in the colours of a set of rules, and where matters get stuck.
import { get, post, withQuery, type Schemas } from '../../shell/api'
import { w, type Words } from '../../shell/words'

export type Supervision = Schemas['Supervision']
export type Supervised = Schemas['SupervisedMatter']
export type Reminding = Schemas['Reminding']

export const showSupervision = (set: string) => get<Supervision>(withQuery('/supervision', { set }))
export const remind = (file: string, body: Reminding, key: string) => post<Schemas['LogEntry']>(`/case-files/${encodeURIComponent(file)}/reminders`, body, key)

export const ways: Record<Reminding['way'], Words> = {
  phone: w('电话督办', 'By phone'),
  reminder: w('提醒函', 'Reminder letter'),
  supervision_letter: w('督办函', 'Supervision letter'),
  interview: w('约谈', 'Interview'),
}
export const ages: Record<keyof Schemas['StuckStage']['by_age'], Words> = {
  '30': w('≤30天', '≤ 30 days'),
  '60': w('31–60天', '31–60'),
  '90': w('61–90天', '61–90'),
  more: w('>90天', '> 90'),
}
