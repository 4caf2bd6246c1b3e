// The only place that talks to the server. Types come from the contract (contract.ts is made from contract/openapi.yaml).
import type { components } from '../contract'
import { csrfToken, sessionEnded } from '../features/session/session'
import { w, type Words } from './words'

export type Schemas = components['schemas']
export type Problem = Schemas['Problem']

// A refusal in the server's words, or that it could not be reached.
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem | null,
  ) {
    super(problem?.detail ?? problem?.title ?? 'unreachable')
  }
  get words(): Words {
    if (!this.problem) return w('连不上服务器，您填写的内容还在，请稍后再试', 'The server cannot be reached; what you typed is kept: try again')
    const { title, title_en, detail, detail_en } = this.problem
    return w(detail || title, detail_en || detail || title_en || title)
  }
}

export interface Seen<T> {
  data: T
  etag: string
}

interface Asking {
  body?: unknown
  etag?: string
  key?: string // the same for the same intention: asking again does nothing twice
  purpose?: string
  byItself?: boolean // the page asks, not whoever sits before it: the session is not prolonged by it
}

async function answerTo(method: string, path: string, asking: Asking): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (method !== 'GET') headers['X-CSRF-Token'] = csrfToken()
  if (asking.body !== undefined) headers['Content-Type'] = 'application/json'
  if (asking.etag) headers['If-Match'] = asking.etag
  if (asking.key) headers['Idempotency-Key'] = asking.key
  if (asking.purpose) headers['X-Purpose'] = encodeURIComponent(asking.purpose)
  if (asking.byItself) headers['X-By-Itself'] = '1'
  let answer: Response
  try {
    answer = await fetch(`/api/v1${path}`, { method, headers, body: asking.body === undefined ? null : JSON.stringify(asking.body) })
  } catch {
    throw new Refused(0, null)
  }
  if (!answer.ok) {
    if (answer.status === 401 && path !== '/session') sessionEnded()
    throw new Refused(answer.status, (await answer.json().catch(() => null)) as Problem | null)
  }
  return answer
}

async function ask<T>(method: string, path: string, asking: Asking = {}): Promise<Seen<T>> {
  const answer = await answerTo(method, path, asking)
  const data = (answer.status === 204 ? undefined : await answer.json()) as T
  return { data, etag: answer.headers.get('ETag') ?? '' }
}

// A file that the server gives, saved under the name that it gives.
export async function takeOut(path: string, purpose: string): Promise<void> {
  const answer = await answerTo('GET', path, { purpose })
  const bytes = await answer.blob().catch(() => Promise.reject(new Refused(0, null)))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(bytes)
  link.download = decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(answer.headers.get('Content-Disposition') ?? '')?.[1] ?? '')
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

// A file as it is. XMLHttpRequest, since fetch does not tell how far it is.
export function putFile<T>(path: string, file: File, progress: (share: number) => void, stop: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const line = new XMLHttpRequest()
    line.open('PUT', `/api/v1${path}`)
    line.responseType = 'json'
    line.setRequestHeader('Content-Type', 'application/octet-stream')
    line.setRequestHeader('X-CSRF-Token', csrfToken())
    line.upload.onprogress = (event) => progress(event.loaded / Math.max(event.total, 1))
    line.onload = () => {
      if (line.status < 300) return resolve(line.response as T)
      if (line.status === 401) sessionEnded()
      reject(new Refused(line.status, line.response as Problem | null))
    }
    line.onerror = line.onabort = () => reject(new Refused(0, null))
    stop.addEventListener('abort', () => line.abort())
    line.send(file)
  })
}

export const get = async <T>(path: string, byItself = false) => (await ask<T>('GET', path, { byItself })).data
export const see = <T>(path: string, purpose?: string) => ask<T>('GET', path, purpose ? { purpose } : {})
export const act = <T>(path: string, body: unknown, etag: string, key: string) => ask<T>('POST', path, { body, etag, key })
export const post = async <T>(path: string, body: unknown, key?: string) => (await ask<T>('POST', path, key ? { body, key } : { body })).data
export const remove = (path: string) => ask<void>('DELETE', path)

export function newKey(): string {
  return crypto.randomUUID()
}

// "/findings?band=red" without the empty ones.
export function withQuery(path: string, query: Record<string, string | undefined>): string {
  const given = Object.entries(query).filter((one): one is [string, string] => !!one[1])
  return given.length ? `${path}?${new URLSearchParams(given)}` : path
}
