// What the officer says of one source's columns, on top of what was recognised.
import { computed, ref, watch } from 'vue'

import type { Looking, SectionLook, SourceLook } from './import'

export interface ColumnChoice {
  at: number
  field: string
  unit: string
}
export interface SectionChoice {
  section: string
  table: string
  proposed: boolean // the table alone was chosen: its columns are to be proposed
  columns: ColumnChoice[]
  header: HeaderChoice | null // null: as it is found
}
export interface HeaderChoice {
  row: number
  rows: number // 0: there is none, data begin in `row`
}

const chosenIn = (section: SectionLook): SectionChoice => ({
  section: section.name,
  table: section.table,
  proposed: false,
  columns: section.columns.map(({ at, field, unit }) => ({ at, field, unit })),
  header: section.header_told ? { row: section.header_row, rows: section.header_rows } : null,
})

export function useMapping(source: () => SourceLook) {
  const sections = ref<SectionChoice[]>([])
  const dateOrder = ref('')
  const encoding = ref('')
  const columnsTouched = ref(false)
  const readingTouched = ref(false)

  watch(
    source,
    (now, before) => {
      sections.value = (now.sections ?? []).map(chosenIn)
      columnsTouched.value = readingTouched.value = false
      if (before && before.name !== now.name) dateOrder.value = encoding.value = ''
    },
    { immediate: true },
  )
  function chooseTable(section: SectionChoice, table: string) {
    section.table = table
    section.proposed = true
    columnsTouched.value = true
  }
  // Other rows are the header: the columns are others, and proposed anew; the table too, where nobody chose it.
  function chooseHeader(section: SectionChoice, header: HeaderChoice | null) {
    section.header = header
    section.proposed = true
    columnsTouched.value = true
  }
  // A field has one column: it is taken from the one that had it.
  function chooseField(section: SectionChoice, column: ColumnChoice, field: string) {
    for (const other of section.columns) if (field && other !== column && other.field === field) other.field = ''
    column.field = field
    column.unit = ''
    section.proposed = false
    columnsTouched.value = true
  }
  function chooseUnit(column: ColumnChoice, unit: string) {
    column.unit = unit
    columnsTouched.value = true
  }
  const touched = computed(() => columnsTouched.value || readingTouched.value)

  const looking = computed<Looking>(() => {
    const told = sections.value.map(({ section, table, proposed, columns, header }) => {
      const fed = columns.filter((column) => column.field)
      return { section, table, ...(proposed || !table ? {} : { columns: fed }), ...(header && (table || proposed) ? { header } : {}) }
    })
    const saysSections = (columnsTouched.value || source().origin !== 'matched') && told.some((one) => one.table || one.header)
    return { source: source().name, date_order: dateOrder.value as NonNullable<Looking['date_order']>, encoding: encoding.value as NonNullable<Looking['encoding']>, ...(saysSections ? { sections: told } : {}) }
  })
  return { sections, dateOrder, encoding, readingTouched, touched, looking, chooseTable, chooseField, chooseUnit, chooseHeader }
}
