// Submissions (呈批): what waits for this officer's approval, in full, and his answer.
import { act, see, type Schemas, type Seen } from '../../shell/api'

export type Submission = Schemas['Submission']
export type SubmissionLine = Schemas['SubmissionLine']
type Standing = Schemas['SubmissionStanding']

const at = (file: string, id: string) => `/case-files/${encodeURIComponent(file)}/submissions/${encodeURIComponent(id)}`

export const seeSubmission = (file: string, id: string) => see<Submission>(at(file, id))
export const approve = (seen: Seen<Submission>, body: Schemas['Approving'], key: string) =>
  act<Standing>(`${at(seen.data.file, seen.data.id)}/approve`, body, seen.etag, key)
export const giveBack = (seen: Seen<Submission>, reason: string, key: string) =>
  act<Standing>(`${at(seen.data.file, seen.data.id)}/return`, { reason }, seen.etag, key)
