// What stands on the chart: nodes and edges of the questions so far, and the day they are looked at. It stays while other pages are
// visited, and goes with the session.
import { computed, ref, shallowRef, watch } from 'vue'

import { wordsOf } from '../../shell/useLoaded'
import { useDraft } from '../../shell/useDraft'
import { w, type Words } from '../../shell/words'
import { findEntities } from '../entities/entity'
import { askNeighbours, askOwners, askPaths, edgeId, isInForce, mostShown, type Asked, type Neighbours, type Owners, type RelationEdge, type RelationNode, type RelationPaths } from './relation'

const nodes = shallowRef(new Map<string, RelationNode>())
const edges = shallowRef(new Map<string, RelationEdge>())
const told = shallowRef(new Map<string, Neighbours>()) // by node: what its expansion said
const start = ref('')
const day = ref('') // '': whenever
const selected = ref('')
const paths = shallowRef<RelationPaths | null>(null)
const owners = shallowRef<Owners | null>(null)
const { draft } = useDraft(() => 'relations', { for: 'bidding', why: '', approved_by: '', approval_no: '', of: '', from: '', to: '', within: '4' })
const refusal = ref<Words | null>(null)
const busy = ref(false)

const asked = (): Asked => ({
  for: draft.value.for,
  why: draft.value.why,
  ...(draft.value.approved_by || draft.value.approval_no ? { approved_by: draft.value.approved_by, approval_no: draft.value.approval_no } : {}),
  shown: [...nodes.value.keys()],
})

async function ask<T>(question: () => Promise<T>, take: (answer: T) => void) {
  if (busy.value) return
  busy.value = true
  try {
    take(await question())
    refusal.value = null
  } catch (error) {
    refusal.value = wordsOf(error)
  } finally {
    busy.value = false
  }
}

// Later answers bring later labels: another person may have come, and 甲 is told from 乙.
function put(moreNodes: RelationNode[], moreEdges: RelationEdge[]) {
  const [allNodes, allEdges] = [new Map(nodes.value), new Map(edges.value)]
  for (const node of moreNodes) allNodes.set(node.id, node)
  for (const edge of moreEdges) allEdges.set(edgeId(edge), edge)
  if (allNodes.size > mostShown) throw new TooMany()
  ;[nodes.value, edges.value] = [allNodes, allEdges]
}
class TooMany extends Error {}

function clear() {
  nodes.value = new Map()
  edges.value = new Map()
  told.value = new Map()
  paths.value = owners.value = null
  start.value = selected.value = day.value = ''
}

function keep(answer: Neighbours) {
  try {
    put(answer.nodes, answer.edges)
    told.value = new Map(told.value).set(answer.of.id, answer)
  } catch (error) {
    if (!(error instanceof TooMany)) throw error
    refusal.value = w(`图上最多 ${mostShown} 个对象，没有再加；请重新开始，或者换一个起点`, `A chart holds ${mostShown} at most: nothing was added. Begin anew, or from elsewhere`)
  }
}

const begin = () =>
  ask(
    () => askNeighbours({ ...asked(), shown: [] }, draft.value.of),
    (answer) => {
      clear()
      start.value = selected.value = answer.of.id
      keep(answer)
    },
  )
const expand = (id: string, most?: number) => ask(() => askNeighbours(asked(), id, start.value, most), keep)
const path = () =>
  ask(
    () => askPaths(asked(), draft.value.from, draft.value.to, Number(draft.value.within), day.value),
    (answer) => {
      paths.value = answer
      if (!start.value) start.value = answer.from.id
      put(answer.nodes, answer.paths.flatMap((one) => one.edges.flat()))
    },
  )
const own = (firm: string) => ask(() => askOwners(asked(), firm, day.value), (answer) => (owners.value = answer))

// What is in force on the day, and the nodes it holds together; the start stays.
const edgesShown = computed(() => [...edges.value.entries()].filter(([, edge]) => isInForce(edge, day.value)).map(([id, edge]) => ({ id, edge })))
const nodesShown = computed(() => {
  const tied = new Set(edgesShown.value.flatMap(({ edge }) => [edge.from, edge.to]))
  return [...nodes.value.values()].filter((node) => tied.has(node.id) || node.id === start.value || (!day.value && !edges.value.size))
})
// The days on which something begins, or has just ended.
const changes = computed(() => {
  const days = new Set<string>()
  for (const edge of edges.value.values()) {
    if (edge.since) days.add(edge.since)
    if (edge.until) days.add(edge.until)
  }
  return [...days].sort()
})

// Which of the firms shown are written more than one way: by code, the entity. Asked for those that are new on the chart.
const entityOf = shallowRef(new Map<string, string>())
const lookedUp = new Set<string>()
watch(nodes, async () => {
  const fresh = [...nodes.value.values()].filter((node) => node.kind === 'organisation' && !lookedUp.has(node.number)).map((node) => node.number)
  if (fresh.length === 0) return
  for (const number of fresh) lookedUp.add(number)
  try {
    entityOf.value = new Map([...entityOf.value, ...Object.entries(await findEntities(fresh))])
  } catch (error) {
    refusal.value = wordsOf(error)
  }
})

export function useRelations() {
  return { entityOf, nodes, edges, told, start, day, selected, paths, owners, draft, refusal, busy, begin, expand, path, own, clear, edgesShown, nodesShown, changes }
}
