// What lies in a file, as a handler puts it there and takes it out again, from the words on the screen alone; told by
// tests/material_pages_test.py. The file is with h1, in study. Prints what is wrong, a line each.
import { readFileSync, writeFileSync } from 'node:fs'

import { byTab, end, enter, look, newPage, openFile, signIn, told, want, ways } from './browser.mjs'

const content = '某页第二行，拨付养护资金。'.repeat(400)
const file = `${told.folder}/账页.txt`
writeFileSync(file, content)

async function saved(page, act) {
  const [download] = await Promise.all([page.waitForEvent('download'), act()])
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
}
const record = (page) => page.getByRole('dialog').getByRole('button', { name: '登记', exact: true }).click()
const gone = (page) => page.getByRole('dialog').waitFor({ state: 'detached' })

// ── evidence: the place of what speaks for the person is there before there is any
const h1 = await enter('h1')
await openFile(h1)
await h1.getByText('有利于被调查人（无罪、罪轻）').waitFor()
await h1.getByText('有罪无罪、罪重罪轻的证据都应当收集').waitFor()
await look(h1, 'material-empty', true)
await h1.getByRole('button', { name: '登记证据' }).click()
const dialog = h1.getByRole('dialog')
await dialog.getByLabel('选择文件').setInputFiles(file)
await dialog.getByText('已收到 账页.txt').waitFor()
want('the hash is not shown at once', /SM3 [0-9a-f]{64}/.test(await dialog.innerText()))
await dialog.getByLabel('证据种类').selectOption({ label: '书证' })
await dialog.getByLabel('名称，写外观不写判断').fill('账页一张，蓝色墨水')
await dialog.getByLabel('来源').fill('某村会计保管')
await dialog.getByLabel('收集日期').fill('2999-01-01')
await dialog.getByLabel('另一名收集人').selectOption({ label: '丙' })
await dialog.getByLabel('有利于被调查人').check()
await dialog.getByLabel('保管地点').fill('一号柜')
await look(h1, 'evidence-dialog')
await record(h1)
await h1.getByRole('alert').getByText('晚于今天').waitFor()
await look(h1, 'evidence-refused')

// ── the session ends half-way: what was typed and what was sent are there afterwards
await h1.context().clearCookies()
await record(h1)
await h1.getByLabel('动态码').waitFor()
await signIn(h1, 'h1', 1)
await openFile(h1)
await h1.getByRole('button', { name: '登记证据' }).click()
want('the title that was typed is lost', (await dialog.getByLabel('名称，写外观不写判断').inputValue()) === '账页一张，蓝色墨水')
want('the file that was sent is lost', (await dialog.getByText('已收到 账页.txt').count()) === 1)
await dialog.getByLabel('收集日期').fill(told.today)
await record(h1)
await gone(h1)
await h1.getByText('e0001 账页一张，蓝色墨水').waitFor()

// ── and back: the same bytes under the same name, by keyboard
await byTab(h1, h1.getByRole('button', { name: '取出 账页一张，蓝色墨水' }))
const back = await saved(h1, () => h1.keyboard.press('Enter'))
want(`another name: ${back.name}`, back.name === '账页.txt')
want('another content', back.text === content)

// ── to other hands
await h1.getByRole('button', { name: '移交 账页一张，蓝色墨水' }).click()
await dialog.getByLabel('接收人').selectOption({ label: '丁' })
await dialog.getByLabel('事由').fill('送交鉴定')
await look(h1, 'hand-over')
await record(h1)
await gone(h1)
await h1.getByText('在 丁 手中').waitFor()
want('who gave it away may still do so', (await h1.getByRole('button', { name: '移交 账页一张，蓝色墨水' }).count()) === 0)
await h1.getByText('校验值和经手').click()
await h1.getByText('送交鉴定').first().waitFor()

// ── a document: from paper to content, and out again
await h1.getByLabel(/^存入内容/).first().setInputFiles(file)
await h1.getByText('已存内容').first().waitFor()
const paper = await saved(h1, () => h1.getByRole('button', { name: /^取出/ }).first().click())
want('a document comes back otherwise', paper.text === content)

// ── property: money handed in, by two, approved, and on its account
await h1.getByRole('button', { name: '主动上交' }).click()
await dialog.getByLabel('款项').check()
await dialog.getByLabel('金额').fill('12000.50')
await dialog.getByLabel('事项名称').fill('现金')
await dialog.getByRole('checkbox').first().check()
await dialog.getByLabel('共同办理人').selectOption({ label: '丙' })
await dialog.getByLabel('呈批理由').fill('本人主动上交，百元钞若干，封于白色信封')
await look(h1, 'property-dialog')
await dialog.getByRole('button', { name: '呈批', exact: true }).click()
await gone(h1)
await h1.getByText('看呈批件').waitFor()
for (const user of ['hd', 'dp']) {
  const page = await enter(user)
  await page.getByRole('link', { name: /主动上交/ }).click()
  await page.getByRole('button', { name: '同意' }).click()
  await page.getByText('已审批').or(page.getByText('这一步已办理')).first().waitFor()
  await page.context().close()
}
await openFile(h1)
await h1.getByText('账目', { exact: true }).click()
want('the account does not hold what was taken', (await h1.getByText('+12,000.50').count()) > 0)
await h1.getByRole('button', { name: '录入涉案财物系统' }).click()
await dialog.getByRole('checkbox').first().check()
await record(h1)
await gone(h1)
await h1.getByText('已录入').first().waitFor()

// ── in every look and in English
const kept = await h1.context().storageState()
for (const [name, options] of Object.entries({ light: {}, ...ways })) {
  const page = await newPage({ ...options, storageState: kept })
  await openFile(page)
  await page.getByText('校验值和经手').first().click()
  await page.getByText('账目', { exact: true }).click()
  await look(page, `material-${name}`, true)
  if (name === 'light') {
    await page.getByRole('heading', { name: '证据', exact: true }).evaluate((one) => one.scrollIntoView())
    await look(page, 'evidence')
  }
  await page.getByRole('button', { name: '登记证据' }).click()
  await look(page, `evidence-dialog-${name}`)
  await page.keyboard.press('Escape')
  await page.context().close()
}
await h1.getByRole('button', { name: 'English' }).click()
await h1.getByText('For the person (innocence, lesser guilt)').waitFor()
await look(h1, 'material-en', true)
await end()
