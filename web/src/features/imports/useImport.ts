// One file's way from look to lake. The server keeps where it stands: a reload, or another day, goes on from there.
import { computed, onMounted, ref, shallowRef } from 'vue'

import { Refused } from '../../shell/api'
import { wordsOf } from '../../shell/useLoaded'
import type { Words } from '../../shell/words'
import { importUpload, isOver, listJobs, look, showUpload, type Job, type Looking, type UploadPage } from './import'
import type { Step } from './ImportSteps.vue'
import { useJob } from './useJob'

export function useImport(id: string) {
  const upload = shallowRef<UploadPage | null>(null)
  const refusal = ref<Words | null>(null)
  const gone = ref(false) // imported, dropped, or never here
  const past = shallowRef<Job | null>(null) // the import that has ended
  const busy = ref(false)
  const { job, refusal: asking, follow, stop } = useJob(ended)

  async function load() {
    try {
      upload.value = await showUpload(id)
      refusal.value = null
    } catch (error) {
      upload.value = null
      gone.value = error instanceof Refused && error.status === 404
      if (!gone.value) refusal.value = wordsOf(error)
    }
  }
  async function ended(over: Job) {
    await load()
    job.value = null
    if (over.kind === 'import') past.value = over
    else if (over.problem) refusal.value = wordsOf(new Refused(over.problem.status, over.problem))
  }
  async function begin(what: () => Promise<Job>) {
    if (busy.value) return
    busy.value = true
    try {
      past.value = null
      follow(await what())
      refusal.value = null
    } catch (error) {
      refusal.value = wordsOf(error)
    } finally {
      busy.value = false
    }
  }
  const lookAgain = (looking: Looking) => begin(() => look(id, looking))
  const importIt = (rememberAs: string) => begin(() => importUpload(id, rememberAs))

  onMounted(async () => {
    await load()
    const mine = (await listJobs().catch(() => [])).filter((one) => one.subject === id)
    const atWork = mine.find((one) => !isOver(one))
    if (atWork) return follow(atWork)
    const newest = mine[0]
    if (newest?.kind === 'import') past.value = newest
    else if (upload.value && !upload.value.look && newest?.problem) refusal.value = wordsOf(new Refused(newest.problem.status, newest.problem))
    else if (upload.value && !upload.value.look) await lookAgain({})
  })

  const step = computed<Step>(() => {
    if (job.value) return job.value.kind === 'import' ? 'import' : 'look'
    if (past.value) return 'result'
    return upload.value?.look ? 'check' : 'look'
  })
  return { upload, refusal, asking, gone, past, job, step, busy, stop, lookAgain, importIt }
}
