// One entry on record, as a form makes it: sent with its key; a refusal in the server's words, field by field, and whether what it is about
// moved meanwhile. Nothing typed is lost by either.
import { ref } from 'vue'

import { newKey, Refused, type Problem } from './api'
import { wordsOf } from './useLoaded'
import type { Words } from './words'

export function useEntry<T>(enter: (key: string) => Promise<T>, done: (now: T) => void) {
  const refusal = ref<Words | null>(null)
  const faults = ref<NonNullable<Problem['errors']>>([])
  const isStale = ref(false)
  const busy = ref(false)
  let key = newKey()

  async function send() {
    if (busy.value) return
    busy.value = true
    try {
      done(await enter(key))
    } catch (error) {
      refusal.value = wordsOf(error)
      faults.value = (error instanceof Refused && error.problem?.errors) || []
      isStale.value = error instanceof Refused && error.status === 412
      // After a refusal another try is another request; an answer that never came may have been an entry that was made.
      if (error instanceof Refused && error.status > 0 && error.status < 500) key = newKey()
    } finally {
      busy.value = false
    }
  }
  return { refusal, faults, isStale, busy, send }
}
