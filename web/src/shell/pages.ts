// The pages of the house, for the bar and for Ctrl+K: one line each, with who finds it and its pinyin initials.
import { mySections } from '../features/admin/admin'
import { has } from '../features/session/session'
import { w, type Words } from './words'

interface PageLine {
  to: string
  words: Words
  initials: string
  roles: string[] // none: everybody
  within?: string // the page that leads to it: for whoever has that, it takes no room in the bar
}

const seesFindings = ['data_analyst', 'case_management', 'leader_in_charge', 'chief']
const lines: PageLine[] = [
  { to: '/', words: w('我的工作台', 'My desk'), initials: 'wdgzt', roles: [] },
  { to: '/findings', words: w('疑点', 'Findings'), initials: 'yd', roles: seesFindings },
  { to: '/relations', words: w('关系', 'Relations'), initials: 'gx', roles: seesFindings },
  { to: '/entities', words: w('谁是谁', 'Who is who'), initials: 'ssm', roles: seesFindings },
  { to: '/leads', words: w('线索', 'Leads'), initials: 'xs', roles: ['case_management', 'chief'] },
  { to: '/cases', words: w('案件', 'Cases'), initials: 'aj', roles: ['case_management', 'handler', 'handling_head', 'reviewer', 'review_head', 'leader_in_charge', 'chief', 'petition_office', 'appeal_officer', 'property_keeper', 'archivist'] },
  { to: '/supervision', words: w('督办', 'Supervision'), initials: 'db', roles: ['case_management', 'handling_head', 'leader_in_charge', 'chief'] },
  { to: '/registers', words: w('登记簿', 'Registers'), initials: 'djb', roles: ['case_management', 'chief', 'cadre_supervision'], within: '/supervision' },
  { to: '/rules', words: w('规则', 'Rules'), initials: 'gz', roles: [] },
  { to: '/import', words: w('导入', 'Import'), initials: 'dr', roles: ['data_analyst'] },
  { to: '/sources', words: w('数据来源', 'Sources'), initials: 'sjly', roles: seesFindings },
]
const administration = (): PageLine[] => mySections().slice(0, 1).map(({ to, roles }) => ({ to, words: w('管理', 'Administration'), initials: 'gl', roles }))
export const pagesForMe = () => [...lines.filter((page) => page.roles.length === 0 || has(...page.roles)), ...administration()]
export const barForMe = () => pagesForMe().filter((page, _, all) => !page.within || !all.some((one) => one.to === page.within))
