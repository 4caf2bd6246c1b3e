// One job on the page: asked about whenever the server says that it moved, and where it does not say so, again and again until it has ended; also
// after a reload.
import { onBeforeUnmount, ref, shallowRef, watch } from 'vue'

import { Refused } from '../../shell/api'
import { isLive, useNews } from '../../shell/news'
import { wordsOf } from '../../shell/useLoaded'
import type { Words } from '../../shell/words'
import { cancelJob, isOver, showJob, type Job } from './import'

const soon = 400
const later = 1500
const told = 10_000 // where the server tells, for the case that it was not heard

export function useJob(ended: (job: Job) => void) {
  const job = shallowRef<Job | null>(null)
  const refusal = ref<Words | null>(null)
  const isAway = ref(false) // the server does not answer: nobody knows how far it is
  let timer = 0
  let asked = 0
  let asking = false
  let moved = false // while it was being asked about

  async function ask() {
    window.clearTimeout(timer)
    if (!job.value || isOver(job.value)) return
    if (asking) return void (timer = window.setTimeout(ask, soon))
    const id = job.value.id
    asking = true
    moved = false
    try {
      const now = await showJob(id)
      if (job.value?.id !== id) return
      job.value = now
      refusal.value = null
      isAway.value = false
      if (isOver(now)) return ended(now)
    } catch (error) {
      isAway.value = error instanceof Refused && error.status === 0
      refusal.value = isAway.value ? null : wordsOf(error) // and is asked again: the work goes on without us
      if (error instanceof Refused && error.status === 404) return
    } finally {
      asking = false
    }
    timer = window.setTimeout(ask, moved ? 0 : isLive() ? told : ++asked < 10 ? soon : later)
  }
  useNews((news) => {
    if (!job.value || isOver(job.value) || !(news.all || news.job === job.value.id)) return
    moved = true
    if (!asking) void ask()
  })
  // A stream that breaks may mean that the server has ended.
  watch(isLive, (now) => now || (asking ? (moved = true) : void ask()))
  function follow(begun: Job) {
    window.clearTimeout(timer)
    asked = 0
    isAway.value = false
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
  return { job, refusal, isAway, follow, stop }
}
