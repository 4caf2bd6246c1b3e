// The registers of the house: of every file, and unsealings, for those who read registers. Nothing is entered or changed here.
import { see, withQuery, type Schemas } from '../../shell/api'
import { w, type Words } from '../../shell/words'
import { registers as ofAFile } from '../cases/register'

export type HouseLine = Schemas['HouseRegisterList']['items'][number]
export type HouseRegister = Schemas['HouseRegister']
export type RegisterFilter = Record<'register' | 'officer' | 'from' | 'to', string>

export const filters = ['register', 'officer', 'from', 'to'] as const
export const listRegisters = async (filter: RegisterFilter, purpose: string, cursor = '') => (await see<Schemas['HouseRegisterList']>(withQuery('/registers', { ...filter, limit: '100', cursor }), purpose)).data

type Field = 'subject' | 'manner' | 'content' | 'answer' | 'reported_to' | 'purpose' | 'fields' | 'approver'
export const registers: Record<HouseRegister, { words: Words; fields: { name: Field; words: Words }[] }> = {
  ...ofAFile,
  unsealing: {
    words: w('启封身份', 'An identity unsealed'),
    fields: [
      { name: 'subject', words: w('哪一件的身份', 'Whose, of which record') },
      { name: 'manner', words: w('依据', 'Basis') },
      { name: 'purpose', words: w('目的', 'Purpose') },
      { name: 'approver', words: w('批准人', 'Approved by') },
    ],
  },
}
export const states: Record<string, Words> = {
  asked: w('已申请', 'Asked'),
  approved: w('已批准', 'Approved'),
  refused: w('未批准', 'Refused'),
  opened: w('已启封', 'Opened'),
}
