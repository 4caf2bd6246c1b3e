// What waits for this officer.
import { get, type Schemas } from '../../shell/api'
import { tell, w, type Words } from '../../shell/words'

export type Todo = Schemas['Todo']
export type TodoList = Schemas['TodoList']

export const listTodo = () => get<TodoList>('/todo')
// Again, because the server said that it is another: no sign of life of whoever sits here.
export const listTodoAgain = () => get<TodoList>('/todo', true)

export const whats: Record<Todo['what'], Words> = {
  decide_unanswered: w('单位逾期未说明，定出口', 'No answer in time: decide the exit'),
  await_answer: w('等待单位说明', 'Waiting for the bureau'),
  decide: w('单位已说明，定出口', 'Explained: decide the exit'),
  decide_again: w('移送被退回，重新办理', 'Transfer returned: decide again'),
  accept_or_return: w('移送待受理', 'Transfer to accept or return'),
}

// An icon, a word and the days: never colour alone. Working days are counted where the holidays of the year are known, else days.
const lamps: Record<Todo['lamp'], { mark: string; words: Words }> = {
  over: { mark: '⏰', words: w('超期', 'Overdue') },
  soon: { mark: '◔', words: w('将到期，剩 {0} 个工作日', 'Due soon: {0} working days left') },
  calm: { mark: '○', words: w('剩 {0} 个工作日', '{0} working days left') },
  none: { mark: '–', words: w('无期限', 'No deadline') },
}
const inDays: Record<string, Words> = {
  soon: w('将到期，剩 {0} 天', 'Due soon: {0} days left'),
  calm: w('剩 {0} 天', '{0} days left'),
}
export interface Lamp {
  lamp: Todo['lamp']
  days_left?: number
  workdays_left?: number
}
export function lampText({ lamp, days_left, workdays_left }: Lamp): string {
  const { mark, words } = lamps[lamp]
  const said = workdays_left === undefined ? tell(inDays[lamp] ?? words, days_left ?? 0) : tell(words, workdays_left)
  return `${mark} ${said}`
}
