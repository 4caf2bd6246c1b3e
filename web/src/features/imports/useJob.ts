// One job on the page: asked about until it has ended, also after a reload.
import { onBeforeUnmount, ref, shallowRef } from 'vue'

import { Refused } from '../../shell/api'
import { wordsOf } from '../../shell/useLoaded'
import type { Words } from '../../shell/words'
import { cancelJob, isOver, showJob, type Job } from './import'

const soon = 400
const later = 1500

export function useJob(ended: (job: Job) => void) {
  const job = shallowRef<Job | null>(null)
  const refusal = ref<Words | null>(null)
  let timer = 0
  let asked = 0

  async function ask() {
    if (!job.value) return
    const id = job.value.id
    try {
      const now = await showJob(id)
      if (job.value?.id !== id) return
      job.value = now
      refusal.value = null
      if (isOver(now)) return ended(now)
    } catch (error) {
      refusal.value = wordsOf(error) // and is asked again: the work goes on without us
      if (error instanceof Refused && error.status === 404) return
    }
    timer = window.setTimeout(ask, ++asked < 10 ? soon : later)
  }
  function follow(begun: Job) {
    window.clearTimeout(timer)
    asked = 0
    job.value = begun
    if (isOver(begun)) return ended(begun)
    timer = window.setTimeout(ask, soon / 2)
  }
  async function stop() {
    if (!job.value) return
    try {
      await cancelJob(job.value.id)
    } catch (error) {
      refusal.value = wordsOf(error)
    }
  }
  onBeforeUnmount(() => {
    window.clearTimeout(timer)
    job.value = null
  })
  return { job, refusal, follow, stop }
}
