// One step being filled in: what the law asks for it, what was typed, and sending it. The server decides; a refusal comes back with the article
// and who may instead, and a file that moved meanwhile with what was done in between. Nothing typed is lost by either.
import { computed, ref } from 'vue'

import { newKey, Refused, type Schemas, type Seen } from '../../shell/api'
import { useDraft } from '../../shell/useDraft'
import { wordsOf } from '../../shell/useLoaded'
import type { Words } from '../../shell/words'
import { actIn, takesProperty, type CaseAct, type CaseFile, type CaseStep } from './case'

const empty = { matter: '', officer: '', to: '', note: '', length: '', unit: 'days', kind: '', quantity: '', recorded: '', ticked: '' }

export function useAct(seen: () => Seen<CaseFile>, step: () => CaseStep, done: (now: Seen<CaseFile>) => void) {
  const { draft, forget } = useDraft(() => `${seen().data.id}:${step().matter}:${step().step}`, empty)
  const refusal = ref<Words | null>(null)
  const refused = ref<Schemas['Refusal'] | null>(null)
  const moved = ref<Schemas['Moved'] | null>(null)
  const faults = ref<NonNullable<Schemas['Problem']['errors']>>([])
  const busy = ref(false)
  let key = newKey()

  // Papers and facts that were ticked, kept with the rest of the draft.
  const ticked = computed({
    get: () => draft.value.ticked.split(' ').filter(Boolean),
    set: (all: string[]) => (draft.value.ticked = all.join(' ')),
  })
  const among = (terms: Schemas['Fact'][]) => terms.map((one) => one.id).filter((id) => ticked.value.includes(id))

  function body(): CaseAct {
    const now = step()
    const { matter, officer, to, note, length, unit, kind, quantity, recorded } = draft.value
    return {
      matter: now.matter || matter.trim(),
      step: now.step,
      officers: officer.split(' ').filter(Boolean),
      documents: among(now.documents),
      facts: [...among(now.confirms), ...among(now.one_of), ...(takesProperty(now) && kind === 'money' ? ['money'] : [])],
      recorded: recorded === 'yes',
      ...(now.extends ? { extension: `${length} ${unit}` } : {}),
      ...(quantity ? { quantity: quantity.trim() + (kind === 'money' ? '元' : '件') } : {}),
      ...(to ? { to } : {}),
      note,
    }
  }

  async function send() {
    if (busy.value) return
    busy.value = true
    try {
      const now = await actIn(seen(), body(), key)
      forget()
      done(now)
    } catch (error) {
      const problem = error instanceof Refused ? error.problem : null
      refusal.value = wordsOf(error)
      refused.value = problem?.refused ?? null
      moved.value = problem?.moved ?? null
      faults.value = problem?.errors ?? []
      // After a refusal another try is another request; an answer that never came may have been an act that was done.
      if (error instanceof Refused && error.status > 0 && error.status < 500) key = newKey()
    } finally {
      busy.value = false
    }
  }
  return { draft, ticked, refusal, refused, moved, faults, busy, send }
}
