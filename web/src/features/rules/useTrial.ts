// A trial on the page: begun, followed, also after a reload, and what came of it.
import { onMounted, ref, shallowRef } from 'vue'

import { Refused, type Problem } from '../../shell/api'
import { wordsOf } from '../../shell/useLoaded'
import { w, type Words } from '../../shell/words'
import { isOver, listJobs, type Job } from '../imports/import'
import { useJob } from '../imports/useJob'
import { beginTrial, showTrial, subjectOf, type RuleTrial } from './trial'

export function useTrial(rule: string) {
  const trial = shallowRef<RuleTrial | null>(null)
  const failed = ref<Words | null>(null)
  const faults = ref<NonNullable<Problem['errors']>>([])
  const { job, refusal, isAway, follow, stop } = useJob(ended)

  async function ended(over: Job) {
    job.value = null
    const problem = over.problem
    if (over.state === 'cancelled') failed.value = w('试算已停止，没有结果。', 'The trial was stopped: it has no result.')
    else if (problem) failed.value = w(problem.detail ?? problem.title, problem.detail_en ?? problem.detail ?? '')
    else if (over.result.trial) await show(over.result.trial)
  }
  async function show(id: string) {
    try {
      trial.value = await showTrial(id)
    } catch (error) {
      failed.value = wordsOf(error)
    }
  }
  async function begin(values: { name: string; value: string }[], asOf: string) {
    failed.value = null
    faults.value = []
    try {
      follow(await beginTrial(rule, values, asOf))
    } catch (error) {
      failed.value = wordsOf(error)
      faults.value = (error instanceof Refused && error.problem?.errors) || []
    }
  }
  onMounted(async () => {
    const mine = (await listJobs().catch(() => [])).find((one) => one.subject === subjectOf(rule))
    if (!mine) return
    if (!isOver(mine)) return follow(mine) // the page was left and opened again
    if (mine.result.trial) trial.value = await showTrial(mine.result.trial).catch(() => null) // perhaps too old to be kept
  })
  return { trial, job, isAway, refusal, failed, faults, begin, stop }
}
