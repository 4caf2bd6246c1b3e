// One file's way from look to lake. The server keeps where it stands: a reload, or another day, goes on from there.
import { computed, onMounted, ref, shallowRef } from 'vue'

import { Refused } from '../../shell/api'
import { wordsOf } from '../../shell/useLoaded'
import type { Words } from '../../shell/words'
import { importUpload, isOver, listJobs, look, showJob, showUpload, type Job, type Looking, type SourceLook, type UploadPage } from './import'
import type { Step } from './ImportSteps.vue'
import { useJob } from './useJob'

export function useImport(id: string) {
  const upload = shallowRef<UploadPage | null>(null)
  const refusal = ref<Words | null>(null)
  const gone = ref(false) // imported, dropped, or never here
  const past = shallowRef<Job | null>(null) // the import that has ended
  const busy = ref(false)
  const { job, refusal: asking, isAway, follow, stop } = useJob(ended)

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
  const importIt = (rememberAs: string, again: string[]) => begin(() => importUpload(id, rememberAs, again))

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
  // After an import that did not come to its end: what of the file is in, and what is not. The lake tells; the job may have been cut off first.
  const fileOf = (name: string) => past.value?.result.files?.find((file) => file.name === name)
  const isIn = (source: SourceLook) => (source.taken ? !source.taken.undone : fileOf(source.name)?.outcome === 'already_there' && !fileOf(source.name)?.undone)
  const untouched = computed(() => (past.value && past.value.state !== 'done' ? (upload.value?.look?.sources ?? []).filter((source) => !source.taken && !fileOf(source.name)).map((source) => source.name) : []))
  async function undone() {
    if (past.value) past.value = await showJob(past.value.id).catch(() => past.value)
    if (!gone.value) await load()
  }
  return { upload, refusal, asking, isAway, gone, past, job, step, busy, isIn, untouched, stop, lookAgain, importIt, undone }
}
