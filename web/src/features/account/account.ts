// One's own account: the password, where one is signed in, and what happened at the door in one's name.
import { get, remove, type Schemas } from '../../shell/api'
import { w, type Words } from '../../shell/words'

export type SessionList = Schemas['SessionList']
export type SessionLine = SessionList['items'][number]

export const listSessions = () => get<SessionList>('/me/sessions')
export const endSession = (id: string) => remove(`/me/sessions/${encodeURIComponent(id)}`)
export const endOthers = () => remove('/me/sessions')

const events: Record<string, Words> = {
  signed_in: w('登录', 'Signed in'),
  sign_in_refused: w('登录未成功', 'A sign-in was refused'),
  sign_in_locked: w('尝试过多，暂停登录一小时', 'Too many tries: shut for an hour'),
  password_changed: w('修改密码', 'The password was changed'),
  session_ended: w('登录结束', 'A session ended'),
}
export const eventWords = (what: string): Words => events[what] ?? w(what, what)
// What may be somebody else's doing.
export const isOdd = (what: string) => what === 'sign_in_refused' || what === 'sign_in_locked'
