// What changes on open pages by itself, in real Chromium: an open file says quietly that somebody changed it, a desk shows what came, and a page
// without the stream works as ever. Told by tests/news_pages_test.py. The file is with h1, in study.
import { execFileSync } from 'node:child_process'

import { byTab, end, enter, look, newPage, openFile, told, want, ways } from './browser.mjs'

// What a page of his elsewhere would send.
const elsewhere = (page, path, body) =>
  page.evaluate(
    async ([file, path, body]) => {
      const me = await (await fetch('/api/v1/me')).json()
      const seen = await fetch(`/api/v1/case-files/${file}`, { headers: { 'X-Purpose': encodeURIComponent('办理') } })
      const { steps } = await seen.json()
      const step = steps.find((one) => one.step === body.step)
      const sent = step ? { ...body, documents: step.documents.map((one) => one.id) } : body
      const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': me.csrf, 'If-Match': seen.headers.get('ETag'), 'Idempotency-Key': crypto.randomUUID() }
      return (await fetch(`/api/v1/case-files/${file}/${path}`, { method: 'POST', headers, body: JSON.stringify(sent) })).status
    },
    [told.file, path, body],
  )

const [h1, cm, hd] = [await enter('h1'), await enter('cm1'), await enter('hd')]
const moved = (page) => page.getByText('此卷已被他人修改')
await openFile(h1)

// ── somebody else adds a fact: the open file says so, moves nothing, and shows it when asked to
want('the fact is not taken', (await elsewhere(cm, 'facts', { facts: ['party_member'], reason: '查明' })) === 200)
await moved(h1).waitFor()
want('the page moved by itself', (await h1.getByText('补充事实').count()) === 0)
await look(h1, 'moved-meanwhile')
await byTab(h1, h1.getByRole('button', { name: '刷新查看' }))
await h1.keyboard.press('Enter')
await h1.getByText('补充事实').first().waitFor()
want('it still says that it was changed', (await moved(h1).count()) === 0)

// ── what he does himself is no news to him
await h1.getByRole('button', { name: '补充情形' }).click()
const dialog = h1.getByRole('dialog')
await dialog.getByLabel('情形').selectOption({ index: 1 })
await dialog.getByLabel('理由').fill('核对登记')
await dialog.getByRole('button', { name: '登记', exact: true }).click()
await dialog.waitFor({ state: 'detached' })
await h1.waitForTimeout(1500)
want('his own act is news to him', (await moved(h1).count()) === 0)

// ── a submission comes to a desk that is open, without a reload
const waits = hd.locator('.counts li', { hasText: '待我审批' }).locator('strong')
want('something waits for the head already', (await waits.textContent()) === '0')
want('it is not submitted', (await elsewhere(h1, 'acts', { matter: '线索甲', step: 'lead.verify', note: '反映问题具体' })) === 200)
await hd.locator('.counts li', { hasText: '待我审批' }).getByText('1', { exact: true }).waitFor()
await look(hd, 'desk-by-itself', true)

// ── an open lead, on which somebody acts at the command line: found with the next sign of life
await cm.goto(`${told.base}/leads`)
await cm.getByText(told.lead).first().click()
await cm.getByLabel('查阅用途').fill('核对')
await cm.getByRole('button', { name: '查阅', exact: true }).click()
await cm.getByRole('heading', { name: '办理记录' }).waitFor()
await cm.waitForTimeout(1000)
const leadMoved = cm.getByText('此线索已被他人修改')
want('a lead that nobody touched was changed', (await leadMoved.count()) === 0)
execFileSync(told.program, told.let_in, { stdio: 'ignore' })
await leadMoved.waitFor({ timeout: 25_000 })
await look(cm, 'lead-moved')
await cm.getByRole('button', { name: '刷新查看' }).click()
await leadMoved.waitFor({ state: 'detached' })
const stepped = cm.getByText('它的案卷有了新的办理')
want('there was no step in its file', (await stepped.count()) === 0)
want('the fact is not taken', (await elsewhere(h1, 'facts', { facts: ['party_member'], reason: '再次核对' })) === 200)
await stepped.waitFor()
await look(cm, 'lead-stepped')
await cm.getByRole('button', { name: '刷新查看' }).click()
await stepped.waitFor({ state: 'detached' })

// ── a page out of sight listens to nothing; where there is no stream, all is as before
const deaf = await newPage({ storageState: await cm.context().storageState() })
await deaf.route('**/api/v1/events*', (route) => route.fulfill({ status: 404 }))
await deaf.reload()
await openFile(deaf)
await look(deaf, 'without-news')
const kept = await h1.context().storageState()
for (const [name, options] of Object.entries(ways)) {
  const page = await newPage({ ...options, storageState: kept })
  await openFile(page)
  await page.waitForTimeout(600) // until its stream is open
  want('the fact is not taken', (await elsewhere(cm, 'facts', { facts: ['party_member'], reason: `查明 ${name}` })) === 200)
  await moved(page).waitFor()
  await look(page, `moved-${name}`)
  await page.context().close()
}
await end()
