// How the chart looks: kinds are told by shape, strength by the line, never by colour alone; colours are the page's own.
import type { StylesheetJson } from 'cytoscape'

const nodeLetters = () => parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.8
// Names of a large chart are small, and would lie over one another before it is near.
const smallLetters = () => nodeLetters() * 0.4
export const isNear = (zoom: number) => zoom * smallLetters() >= 9

export function chartStyle(): StylesheetJson {
  const of = getComputedStyle(document.documentElement)
  const colour = (name: string) => of.getPropertyValue(name).trim()
  const size = parseFloat(of.fontSize)
  return [
    {
      selector: 'node',
      style: {
        label: 'data(label)',
        'font-size': nodeLetters(),
        'text-wrap': 'wrap',
        'text-max-width': `${size * 9}px`,
        'text-valign': 'bottom',
        'text-margin-y': 4,
        color: colour('--ink'),
        'text-background-color': colour('--sheet'),
        'text-background-opacity': 0.8,
        'min-zoomed-font-size': 6,
        'background-color': colour('--blue-soft'),
        'border-color': colour('--blue'),
        'border-width': 2,
        width: 30,
        height: 30,
        shape: 'ellipse',
      },
    },
    { selector: 'node.organisation', style: { shape: 'round-rectangle', width: 40 } },
    { selector: 'node.tender', style: { shape: 'diamond', width: 36, height: 36 } },
    { selector: 'node.person.public', style: { 'border-style': 'double', 'border-width': 5 } },
    { selector: 'node.private', style: { 'background-color': colour('--sheet'), 'border-color': colour('--ink-2') } },
    { selector: 'node.household, node.account, node.phone, node.address, node.device, node.certificate', style: { shape: 'hexagon', width: 22, height: 22 } },
    { selector: 'node.start', style: { 'background-color': colour('--blue'), width: 48, height: 36 } },
    { selector: 'node.large', style: { width: 20, height: 16, 'border-width': 1.5, 'font-size': smallLetters(), 'text-max-width': `${smallLetters() * 8}px`, 'text-margin-y': 2 } },
    { selector: 'node.large.plain', style: { label: '' } },
    { selector: 'node.large.start, node.large.selected', style: { label: 'data(label)', 'font-size': nodeLetters(), width: 32, height: 24, 'z-index': 10 } },
    { selector: 'node.selected', style: { 'border-color': colour('--amber'), 'border-width': 5, 'font-weight': 'bold' } },
    {
      selector: 'edge',
      style: {
        label: 'data(label)',
        'font-size': size * 0.7,
        'min-zoomed-font-size': 8,
        color: colour('--ink-2'),
        'text-rotation': 'autorotate',
        'text-background-color': colour('--sheet'),
        'text-background-opacity': 0.9,
        'line-color': colour('--ink-2'),
        'target-arrow-color': colour('--ink-2'),
        'target-arrow-shape': 'triangle',
        'arrow-scale': 0.8,
        'curve-style': 'bezier',
        width: 1.5,
      },
    },
    { selector: 'edge.large', style: { label: '', 'curve-style': 'haystack', 'target-arrow-shape': 'none' } },
    { selector: 'edge.tentative', style: { 'line-style': 'dashed' } },
    { selector: 'edge.marked', style: { width: 4, 'line-color': colour('--blue'), 'target-arrow-color': colour('--blue') } },
  ]
}
