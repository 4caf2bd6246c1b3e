// Which steps stand open to this officer on this finding, and taking one. The server decides; this only does not
// offer what it would refuse.
import { computed, ref, watch } from 'vue'

import { newKey, Refused, type Problem, type Seen } from '../../shell/api'
import { useDraft } from '../../shell/useDraft'
import { wordsOf } from '../../shell/useLoaded'
import { w, type Words } from '../../shell/words'
import { has } from '../session/session'
import { stepOn, type Finding, type FindingState, type Step } from './finding'

const words: Record<Step, Words> = {
  ask: w('请主管单位说明', 'Ask the bureau'),
  answer: w('登记说明', 'Record its explanation'),
  exit: w('定出口', 'Decide the exit'),
  accept: w('受理为线索', 'Accept as lead'),
  return: w('退回', 'Return'),
}
const byState: Record<FindingState, Step[]> = {
  open: ['ask', 'exit'],
  asked: ['answer', 'exit'],
  answered: ['exit'],
  returned: ['exit'],
  proposed: ['accept', 'return'],
  decided: [],
}
const fieldsOf: Record<Step, string[]> = { ask: ['unit', 'due_on'], answer: ['text'], exit: ['exit', 'reason'], accept: ['reason'], return: ['reason'] }
const ofCaseManagement = new Set<Step>(['accept', 'return'])

export function useFindingSteps(seen: () => Seen<Finding>, changed: (now: Seen<Finding>) => void, stale: () => void) {
  const steps = computed(() =>
    byState[seen().data.state]
      .filter((name) => has(ofCaseManagement.has(name) ? 'case_management' : 'data_analyst'))
      .map((name) => ({ name, words: words[name] })),
  )
  const step = ref<Step | null>(null)
  const { draft, forget } = useDraft(() => seen().data.id, { unit: '', due_on: '', text: '', exit: '', reason: '' })
  const refusal = ref<Words | null>(null)
  const faults = ref<NonNullable<Problem['errors']>>([])
  const busy = ref(false)
  let key = newKey()
  watch([() => seen().data.id, step], () => {
    refusal.value = null
    faults.value = []
    key = newKey()
  })
  watch(() => seen().data.id, () => (step.value = null))

  async function take() {
    const name = step.value
    if (!name || busy.value) return
    busy.value = true
    try {
      const body = Object.fromEntries(fieldsOf[name].map((field) => [field, draft.value[field as keyof typeof draft.value]]))
      const now = await stepOn(seen(), name, body, key)
      forget()
      step.value = null
      changed(now)
    } catch (error) {
      refusal.value = wordsOf(error)
      faults.value = (error instanceof Refused && error.problem?.errors) || []
      // An answer that never came may have been an act that was done: the same key asks again safely. After a refusal
      // another try is another request.
      if (error instanceof Refused && error.status > 0 && error.status < 500) key = newKey()
      if (error instanceof Refused && error.status === 412) stale()
    } finally {
      busy.value = false
    }
  }
  return { steps, step, draft, faults, refusal, busy, take }
}
