// Who is signed in here. The session itself is a cookie that no script sees; the page holds the token of its writes.
import { computed, ref } from 'vue'

import { get, newKey, post, remove, type Schemas } from '../../shell/api'
import { w, type Words } from '../../shell/words'

export type Me = Schemas['Me']
export type Issued = Schemas['IssuedPassword']

const me = ref<Me | null>(null)
const known = ref(false) // whether the server has been asked yet
const isNew = ref(false) // no accounts yet
const last = ref('') // who is or was here with his pages open

function enter(now: Me) {
  me.value = now
  if (!now.must_change) last.value = now.user
}

export function useSession() {
  return { me, known, isNew, hasPages: computed(() => last.value !== ''), last }
}

export function csrfToken(): string {
  return me.value?.csrf ?? ''
}

export function sessionEnded() {
  me.value = null
}

export function has(...roles: string[]): boolean {
  return roles.some((role) => me.value?.roles.includes(role))
}

export async function askWhoIsHere() {
  try {
    enter(await get<Me>('/me'))
  } catch {
    me.value = null
    isNew.value = await get<{ needed: boolean }>('/setup').then((answer) => answer.needed, () => false)
  }
  known.value = true
}

export async function setUp(code: string, office: string, people: { id: string; name: string; role: string }[]) {
  return (await post<Schemas['IssuedList']>('/setup', { code, office, people })).issued
}

export async function signIn(user: string, password: string, code: string) {
  const now = await post<Me>('/session', { user, password, code: code.replace(/\s/g, '') })
  // Somebody else's half-typed page is not for this one.
  if (last.value && last.value !== now.user) {
    sessionStorage.clear()
    location.assign('/')
    return
  }
  enter(now)
}

// A new session comes with it: the token of the writes is another from then on.
export async function changePassword(password: string, code: string, new_password: string) {
  const asked = code ? { password, code: code.replace(/\s/g, ''), new_password } : { password, new_password }
  enter(await post<Me>('/me/password', asked, newKey()))
}

export async function signOut() {
  await remove('/session').catch(() => undefined)
  sessionStorage.clear()
  location.assign('/')
}

const roleWords: Record<string, Words> = {
  data_analyst: w('数据分析', 'Data analyst'),
  case_management: w('案件监督管理', 'Case management'),
  petition_office: w('信访', 'Petition office'),
  handler: w('承办人', 'Handler'),
  handling_head: w('承办部门负责人', 'Head of handling unit'),
  reviewer: w('审理', 'Reviewer'),
  review_head: w('审理部门负责人', 'Head of review'),
  appeal_officer: w('复查复审', 'Appeals'),
  property_keeper: w('涉案财物保管', 'Property keeper'),
  archivist: w('档案', 'Archivist'),
  case_management_head: w('案管部门负责人', 'Head of case management'),
  petition_head: w('信访部门负责人', 'Head of petitions'),
  general_office: w('办公室', 'General office'),
  leader_in_charge: w('分管领导', 'Leader in charge'),
  chief: w('主要负责人', 'Chief'),
  cadre_supervision: w('干部监督', 'Cadre supervision'),
  system_administrator: w('系统管理员', 'System administrator'),
  security_administrator: w('安全管理员', 'Security administrator'),
  audit_administrator: w('审计管理员', 'Audit administrator'),
}

export const administrators = ['system_administrator', 'security_administrator', 'audit_administrator']
export const workRoles = Object.keys(roleWords).filter((role) => !administrators.includes(role))

export function roleWord(role: string): Words {
  return roleWords[role] ?? w(role, role)
}
