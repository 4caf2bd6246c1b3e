// Findings by the hundred, by keyboard alone: Ctrl+K, views, several decided together; and 100,000 of them scrolled. Told by
// tests/findings_pages_test.py. Prints what is wrong, a line each; what was measured goes to standard error.
import { byTab, end, look, measured, newPage, signIn, told, want, ways } from './browser.mjs'

const an = await newPage()
await signIn(an, 'an')
await an.getByRole('heading', { name: '我的工作台' }).waitFor()
const press = (key) => an.keyboard.press(key)

// ── Ctrl+K: by pinyin initials, by number, and away again
await press('Control+k')
await an.getByRole('combobox', { name: '快速前往' }).waitFor()
await look(an, 'palette')
await an.keyboard.type('yd')
want('initials do not find the page', (await an.getByRole('option').first().innerText()).includes('疑点'))
await press('Enter')
await an.getByRole('heading', { level: 1, name: '疑点' }).waitFor()
await an.locator('.choosable').first().waitFor()
await press('Control+k')
await press('Escape')
want('the palette stays', (await an.getByRole('combobox', { name: '快速前往' }).isVisible()) === false)
await press('Control+k')
await an.keyboard.type(told.finding)
await press('ArrowDown')
await press('ArrowUp')
await press('Enter')
await an.getByText('可能的正当情形').waitFor()
await press('Escape')
await an.locator('.sentence').waitFor({ state: 'detached' })

// ── a view: filter, save under a name, leave it, come back to it
const band = an.getByRole('combobox', { name: '强度' })
await byTab(an, band)
await press('ArrowDown')
await press('ArrowDown')
await an.waitForURL(/band=yellow/)
await byTab(an, an.getByLabel('视图名称'))
await an.keyboard.type('黄色的')
await press('Enter')
const view = an.getByRole('button', { name: '黄色的', exact: true })
await view.waitFor()
await an.getByRole('button', { name: '被退回' }).click()
await an.getByText('没有符合条件的疑点').waitFor()
await byTab(an, view)
await press('Enter')
await an.locator('.choosable').first().waitFor()
want('the view does not filter', (await band.inputValue()) === 'yellow')
await an.getByRole('button', { name: '删除视图 黄色的' }).click()
await view.waitFor({ state: 'detached' })
await band.selectOption('')
await an.locator('.choosable').nth(3).waitFor()
const topic = an.getByRole('combobox', { name: '专题' })
const [name, label] = await topic.evaluate((one) => [one.options[1]?.value, one.options[1]?.text.replace(/（\d+）$/, '')])
if (name) {
  await topic.selectOption(name)
  await an.locator('.save-view .hint').getByText(`专题 ${label}`, { exact: true }).waitFor()
  want('a topic is called by its name in the files', !(await an.locator('.save-view').textContent()).includes(name))
  await look(an, 'view-of-a-topic')
  await topic.selectOption('')
  await an.locator('.choosable').nth(3).waitFor()
} else want('there is no topic to filter by', false)

// ── three chosen with J and X; a transfer is refused line by line, another exit is taken
await an.locator('h1').click()
for (const key of 'jxjxjx') await press(key) // one after another, none waits for the page
await an.getByText('已选 3 条').waitFor()
// with the mouse in between: the box has the focus, the letters are still the page's
await an.getByRole('checkbox', { name: '选中第 4 位' }).check()
await an.getByText('已选 4 条').waitFor()
await press('j')
await press('x')
await an.getByText('已选 3 条').waitFor()
await look(an, 'bulk')
await byTab(an, an.getByLabel('情况已说明')) // arrows move within the exits
for (let i = 0; i < 4; i++) await press('ArrowDown')
await an.getByText('3 条会被拒绝').waitFor()
await byTab(an, an.getByLabel('共同的理由'))
await an.keyboard.type('合同齐全')
await byTab(an, an.getByRole('button', { name: '逐条登记' }))
await press('Enter')
await an.getByText('已定 0 条，未办 3 条').waitFor()
want('why is not told', (await an.getByText(/先请主管单位说明/).count()) >= 3)
await look(an, 'bulk-refused')
await an.getByLabel('情况已说明').check()
await an.getByText('3 条可以这样定').waitFor()
await an.getByRole('button', { name: '逐条登记' }).click()
await an.getByText('已定 3 条，未办 0 条').waitFor()
want('the lines do not say it', (await an.locator('.rows .mark.decided').count()) === 3)
await look(an, 'bulk-done')

// ── every look
const kept = await an.context().storageState()
for (const [name, options] of Object.entries({ ...ways, large: { viewport: { width: 1920, height: 1080 } } })) {
  const page = await newPage({ ...options, storageState: kept })
  await page.goto(`${told.base}/findings`)
  await page.locator('.choosable').first().waitFor()
  await page.locator('.choosable input').first().check()
  await page.getByText('已选 1 条').waitFor()
  await look(page, `findings-bulk-${name}`)
  await page.keyboard.press('Control+k')
  await look(page, `palette-${name}`)
  await page.context().close()
}

// ── 100,000: pages as the server would give them, put in its place; scrolled for three seconds, then to the end
const many = await newPage({ storageState: kept })
const line = (place) => ({ id: `f${place}`, etag: '"x"', rank: place + 1, first_page: false, rule: 'X01', rule_title: { zh: '单笔大额支付', en: 'Large' }, topic: { zh: '', en: '' }, band: ['red', 'yellow', 'blue'][place % 3], status: 'new', state: 'open', due_on: '', subject: 's', sentence: { zh: `收款单位示范商贸有限公司${place}合计收款${place}元，需核实。`.repeat(1 + (place % 3)), en: `f ${place}` }, amount_fen: '100', amount: '1.00 元', currency: 'CNY' })
await many.route(/api\/v1\/findings\?/, (route) => {
  const at = Number(new URL(route.request().url()).searchParams.get('at') ?? 0)
  return route.fulfill({ json: { items: Array.from({ length: Math.min(200, 100000 - at) }, (_, i) => line(at + i)), total: 100000, next: '', run: 'r', by_state: {}, by_band: {}, as_of: told.today } })
})
await many.goto(`${told.base}/findings`)
await many.locator('.choosable').first().waitFor()
const frames = await many.evaluate(async () => {
  const long = []
  new PerformanceObserver((list) => long.push(...list.getEntries().map((one) => Math.round(one.duration)))).observe({ entryTypes: ['longtask'] })
  const gaps = []
  let last = performance.now()
  const end = last + 3000
  while (performance.now() < end) {
    await new Promise(requestAnimationFrame)
    const now = performance.now()
    gaps.push(now - last)
    last = now
    window.scrollBy(0, 90)
  }
  gaps.sort((a, b) => a - b)
  return { frames: gaps.length, median: gaps[gaps.length >> 1], p95: gaps[Math.floor(gaps.length * 0.95)], worst: gaps.at(-1), long }
})
measured('100,000 findings scrolled for 3 s (aim: no frame dropped on an idle machine)', `${frames.frames} frames, between two ${frames.median.toFixed(1)} ms in the middle, ${frames.p95.toFixed(1)} ms at 95 %, ${frames.worst.toFixed(0)} ms at worst; tasks over 50 ms: ${frames.long.join(', ') || 'none'}`)
want('more than what is in sight is drawn', (await many.locator('.rows > li').count()) < 60)
const last = many.getByText('示范商贸有限公司99999合计').first()
for (let i = 0; i < 20 && !(await last.isVisible()); i++) {
  await many.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
  await many.waitForTimeout(250)
}
want('the end of the list is not reached', await last.isVisible())
await look(many, 'findings-many')

await end()
