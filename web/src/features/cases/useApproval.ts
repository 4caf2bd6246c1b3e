// One submission as an approver works on it: look, approve what was shown, or give back with reasons.
import { computed, ref, shallowRef, watch } from 'vue'

import { newKey, Refused, type Schemas, type Seen } from '../../shell/api'
import { useDraft } from '../../shell/useDraft'
import { wordsOf } from '../../shell/useLoaded'
import type { Words } from '../../shell/words'
import { approve, giveBack, seeSubmission, type Submission } from './submission'

export function useApproval(file: () => string, id: () => string) {
  const seen = shallowRef<Seen<Submission> | null>(null)
  const outcome = shallowRef<Schemas['SubmissionStanding'] | null>(null)
  const refusal = ref<Words | null>(null)
  const refused = ref<Schemas['Refusal'] | null>(null)
  const busy = ref(false)
  const { draft, forget } = useDraft(() => `submission:${file()}:${id()}`, { note: '', party: '' })
  let key = newKey()

  async function load() {
    try {
      seen.value = await seeSubmission(file(), id())
      if (!draft.value.party) draft.value.party = seen.value.data.parties[0]?.id ?? ''
    } catch (error) {
      refusal.value = wordsOf(error)
    }
  }
  watch([file, id], load, { immediate: true })

  async function answer(send: (now: Seen<Submission>) => Promise<Seen<Schemas['SubmissionStanding']>>) {
    if (busy.value || !seen.value) return
    busy.value = true
    refusal.value = refused.value = null
    try {
      outcome.value = (await send(seen.value)).data
      forget()
    } catch (error) {
      refusal.value = wordsOf(error)
      refused.value = (error instanceof Refused && error.problem?.refused) || null
      if (error instanceof Refused && error.status > 0 && error.status < 500) key = newKey()
      if (error instanceof Refused && error.status === 412) void load()
    } finally {
      busy.value = false
    }
  }
  const decides = computed(() => seen.value?.data.waits_for_me || seen.value?.data.writes_down)
  const agree = () =>
    answer((now) => approve(now, { shown: now.data.shown, note: draft.value.note, ...(now.data.waits_for_me ? {} : { party: draft.value.party }) }, key))
  const refuse = () => answer((now) => giveBack(now, draft.value.note, key))
  return { seen, outcome, refusal, refused, busy, draft, decides, agree, refuse }
}
