// The server is killed while a file is half in, and comes back; told by tests/import_cut_pages_test.py, whose other hand kills and starts it.
// Prints what is wrong, a line each.
import { existsSync, writeFileSync } from 'node:fs'

import { end, enter, look, measured, newPage, signIn, told, want, ways } from './browser.mjs'

const an = await enter('an')
const sign = async (say, hear) => {
  writeFileSync(`${told.signs}/${say}`, '')
  while (!existsSync(`${told.signs}/${hear}`)) await an.waitForTimeout(50)
}

await an.goto(`${told.base}/import`)
await an.locator('input[type=file]').setInputFiles(told.file)
await an.getByText('3 份可以入库').waitFor()
await an.getByRole('button', { name: '入库', exact: true }).click()
await an.getByText('正在入库').waitFor()
const progress = an.locator('progress')
for (let i = 0; i < 400 && Number(await progress.getAttribute('value')) < 0.6; i++) await an.waitForTimeout(50)
measured('killed at', await progress.getAttribute('value'))
const began = Date.now()
await sign('kill', 'killed')

// Without a server: the page says so and asks again by itself.
await an.getByText('不知道办到了哪里').waitFor()
want('it seems to go on', !(await an.locator('#content').innerText()).includes('进行中'))
measured('said that the server is away after', `${Date.now() - began} ms`)
await look(an, 'import-without-server')
const away = await an.locator('#content').innerText()
await sign('serve', 'served')
want('told as over while nobody knows', !away.includes('已入库'))

// Back: signed in again, the same page tells what became of it.
await an.getByLabel('动态码').waitFor()
await look(an, 'import-sign-in-again')
await signIn(an, 'an', 1)
await an.getByText('中断（服务器停止）').first().waitFor()
await look(an, 'import-cut-off', true)
const words = await an.locator('#content').innerText()
for (const word of ['已经办完的部分完整保留', '没有留下任何数据', '六月.zip/小.csv', '读入 2 行 = 入库 1 + 拒收 1', '六月.zip/大.csv', '没有入库，没有留下任何数据', '再按“入库”', '2 份已经入库，不会重复']) want(`not told: ${word}`, words.includes(word))

// In every look, and after a reload; in the list of jobs too.
const kept = await an.context().storageState()
for (const [name, options] of Object.entries(ways)) {
  const page = await newPage({ ...options, storageState: kept })
  await page.goto(an.url())
  await page.getByText('中断（服务器停止）').first().waitFor()
  await look(page, `import-cut-off-${name}`)
  await page.goto(`${told.base}/import`)
  await page.getByText('中断（服务器停止）').first().waitFor()
  await look(page, `import-cut-off-list-${name}`)
  await page.context().close()
}

// One of those that are in is undone: it goes in again only where it is chosen.
const small = an.getByRole('region', { name: '六月.zip/小.csv' })
await small.getByRole('button', { name: '撤销本次导入' }).click()
await small.getByLabel('理由').fill('单位重新报送')
await small.getByRole('button', { name: '撤销', exact: true }).click()
await an.getByText('已撤销，数据湖里没有它了').waitFor()
const box = an.getByLabel('“六月.zip/小.csv”的导入已经撤销；再次入库')
await box.waitFor()
const ready = () => an.locator('form.go strong').innerText()
want('the undone one is taken in unasked', (await ready()).startsWith('1 份可以入库') && !(await box.isChecked()))
want('the others are not told as in', (await an.locator('form.go').innerText()).includes('1 份已经入库，不会重复'))
await box.check()
want('the chosen one does not count', (await ready()).startsWith('2 份可以入库'))
await look(an, 'import-undone', true)
await box.uncheck()
await an.reload()
await an.getByText('已撤销，数据湖里没有它了').waitFor()
want('an undone import can be undone again', (await small.getByRole('button', { name: '撤销本次导入' }).count()) === 0)

// What is to be done is on the page: the button again. What was in is not done twice.
await an.getByRole('button', { name: '入库', exact: true }).click()
await an.getByText('正在入库').waitFor()
await an.getByText('此前已入库，没有重复导入').waitFor({ timeout: 120000 })
await an.getByText('导入已撤销，没有再次入库').waitFor()
await an.getByText(`入库 ${told.rows.toLocaleString('en-US')}`).waitFor()
await look(an, 'import-after-all', true)
await end()
