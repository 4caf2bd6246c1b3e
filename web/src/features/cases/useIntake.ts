// A file on its way into a case: sent, then named by its hash. What was sent is kept on the server until it is taken in or dropped, so that its
// number survives in a draft.
import { ref } from 'vue'

import { wordsOf } from '../../shell/useLoaded'
import type { Words } from '../../shell/words'
import { sendFor, type Upload } from './evidence'

export function useIntake(file: () => string) {
  const share = ref<number | null>(null) // of what is being sent
  const refusal = ref<Words | null>(null)
  let stopping = new AbortController()

  async function send(content: File): Promise<Upload | null> {
    stopping = new AbortController()
    refusal.value = null
    share.value = 0
    try {
      return await sendFor(file(), content, (now) => (share.value = now), stopping.signal)
    } catch (error) {
      if (!stopping.signal.aborted) refusal.value = wordsOf(error)
      return null
    } finally {
      share.value = null
    }
  }
  return { share, refusal, send, stop: () => stopping.abort() }
}
