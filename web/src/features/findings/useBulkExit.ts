// Several findings, one exit and one reason. What would surely be refused is told before; what is refused all the same says why, line by line.
import { computed, ref, shallowRef, watch } from 'vue'

import { newKey, Refused } from '../../shell/api'
import { useDraft } from '../../shell/useDraft'
import { wordsOf } from '../../shell/useLoaded'
import type { Words } from '../../shell/words'
import { useSession } from '../session/session'
import { decideTogether, type BulkExit, type FindingLine } from './finding'

export const mostAtOnce = 200
const decidable = new Set(['open', 'asked', 'answered', 'returned'])

export function useBulkExit(changed: (line: FindingLine) => void) {
  const { me } = useSession()
  const chosen = shallowRef(new Map<string, FindingLine>())
  const { draft, forget } = useDraft(() => 'bulk-exit', { exit: '', reason: '' })
  const result = shallowRef<{ answer: BulkExit; lines: Map<string, FindingLine> } | null>(null)
  const refusal = ref<Words | null>(null)
  const busy = ref(false)
  let key = newKey()
  watch([chosen, () => JSON.stringify(draft.value)], () => (key = newKey()))

  const toggle = (line: FindingLine) => {
    const all = new Map(chosen.value)
    if (!all.delete(line.id) && all.size < mostAtOnce) all.set(line.id, line)
    chosen.value = all
  }
  const clear = () => (chosen.value = new Map())

  // A transfer waits for the bureau's answer or for its day to pass (trust.md 1); whatever else, for nothing.
  const willDo = (line: FindingLine) =>
    decidable.has(line.state) && (draft.value.exit !== 'lead_transfer' || line.state === 'answered' || line.state === 'returned' || (line.state === 'asked' && line.due_on < (me.value?.today ?? '')))
  const preview = computed(() => {
    const lines = [...chosen.value.values()]
    const can = lines.filter(willDo).length
    return { can, cannot: lines.length - can }
  })

  async function decide() {
    if (busy.value || !chosen.value.size) return
    busy.value = true
    const lines = chosen.value
    try {
      const answer = await decideTogether([...lines.values()], draft.value.exit, draft.value.reason, key)
      for (const item of answer.items) if (item.finding) changed(item.finding)
      result.value = { answer, lines }
      refusal.value = null
      // What was refused stays chosen, so that another exit can be tried.
      chosen.value = new Map([...lines].filter(([id]) => answer.items.some((item) => item.id === id && item.problem)))
      if (!chosen.value.size) forget()
    } catch (error) {
      refusal.value = wordsOf(error)
      // An answer that never came may have been done: the same key asks again safely.
      if (error instanceof Refused && error.status > 0 && error.status < 500) key = newKey()
    } finally {
      busy.value = false
    }
  }
  return { chosen, draft, result, refusal, busy, preview, toggle, clear, decide }
}
