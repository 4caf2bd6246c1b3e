// Registers (登记簿) of a file: who asked about it, whom somebody met, what data was queried. Written once.
import { post, see, type Schemas } from '../../shell/api'
import { w, type Words } from '../../shell/words'
import { purposeOf } from './case'

export type Register = Schemas['CaseRegister']
export type NewRegisterEntry = Schemas['NewRegisterEntry']
export type RegisterEntry = Schemas['RegisterEntryList']['items'][number]
export type RegisterField = 'subject' | 'manner' | 'content' | 'answer' | 'reported_to' | 'purpose' | 'fields' | 'approver'

const at = (file: string) => `/case-files/${encodeURIComponent(file)}/registers`

// For the purpose that was said when the file was opened.
export const listEntries = async (file: string) => (await see<Schemas['RegisterEntryList']>(at(file), purposeOf(file))).data.items
export const enter = (file: string, entry: NewRegisterEntry, key: string) => post<{ id: string }>(at(file), entry, key)

export const readers = ['case_management', 'chief', 'cadre_supervision']

// What each asks for, in the order of the form; the law behind it is told by the dialog.
export const registers: Record<Register, { words: Words; law: Words; fields: { name: RegisterField; words: Words; long?: boolean }[] }> = {
  interference: {
    words: w('打听过问、说情干预', 'Asked about it, or intervened'),
    law: w('监察法第六十六条、监察法实施条例第二百九十四条：打听案情、过问案件、说情干预的，应当及时报告并登记备案。', 'Supervision Law 66, Regulations 294: reported at once and entered.'),
    fields: [
      { name: 'subject', words: w('何人（姓名、单位、职务）', 'Who (name, unit, post)') },
      { name: 'manner', words: w('何种方式', 'How') },
      { name: 'content', words: w('问了、说了什么', 'What was asked or said'), long: true },
      { name: 'answer', words: w('如何答复', 'What was answered'), long: true },
      { name: 'reported_to', words: w('向谁报告', 'Reported to') },
    ],
  },
  contact: {
    words: w('未经批准接触', 'A meeting without approval'),
    law: w('监察法第六十六条、监察法实施条例第二百九十四条：未经批准接触被调查人、涉案人员及其特定关系人的，知情人应当报告并登记备案。', 'Supervision Law 66, Regulations 294: whoever knows of it reports it, and it is entered.'),
    fields: [
      { name: 'subject', words: w('接触了何人', 'Who was met') },
      { name: 'manner', words: w('何种方式', 'How') },
      { name: 'content', words: w('情况', 'What happened'), long: true },
      { name: 'reported_to', words: w('向谁报告', 'Reported to') },
    ],
  },
  data_query: {
    words: w('数据查询', 'A query of data'),
    law: w('监察法实施条例第一百三十八条：不得查询与案件无关的信息。登记写明目的、内容和批准人。', 'Regulations 138: nothing unrelated to the case is queried. The entry says the purpose, what is asked, and who approved.'),
    fields: [
      { name: 'subject', words: w('查询何人、何物', 'About whom or what') },
      { name: 'purpose', words: w('目的', 'Purpose') },
      { name: 'fields', words: w('查询哪些内容', 'What was queried') },
      { name: 'approver', words: w('批准人（部门负责人以上，不能是登记人）', 'Approved by (head of a department or above, another person)') },
    ],
  },
}
