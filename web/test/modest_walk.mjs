// What a modest machine or an unlucky officer meets: a browser without JavaScript is told so in a plain word, a file of two gigabytes is refused
// before it is sent, and how soon the first pages can be used on a processor four times slower. Told by tests/pages_test.py; what was measured goes
// to standard error and is judged by nobody: on a machine that others work on too, wall time says nothing.
import { end, enter, look, measured, newPage, told, want } from './browser.mjs'

// ── without JavaScript
const plain = await newPage({ javaScriptEnabled: false })
want('a browser without JavaScript is told nothing', /JavaScript/.test(await plain.locator('body').innerText()))
if (told.pictures) await plain.screenshot({ path: `${told.pictures}/without-javascript.png` })
await plain.context().close()

// ── two gigabytes
const an = await enter('an')
await an.getByRole('navigation').getByRole('link', { name: '导入' }).click()
await an.getByRole('heading', { name: '导入数据' }).waitFor()
let sent = 0
an.on('request', (request) => request.method() === 'PUT' && sent++)
await an.locator('input[type=file]').setInputFiles(told.large)
await an.getByText(/有 2,?048(\.\d)? MiB，超过每份 512(\.\d)? MiB 的限度，没有上传/).waitFor()
want('it is sent all the same', sent === 0)
await look(an, 'import-too-large')

// ── the door, and the desk of whoever is signed in, each five times from nothing
const kept = await an.context().storageState()
for (const [what, options, shown] of [['the door', {}, 'input'], ['the desk', { storageState: kept }, 'h1']]) {
  const times = []
  const works = []
  for (let i = 0; i < 5; i++) {
    const page = await newPage(options)
    const line = await page.context().newCDPSession(page)
    await line.send('Network.setCacheDisabled', { cacheDisabled: true })
    await line.send('Performance.enable', { timeDomain: 'threadTicks' }) // processor time of the page's own thread, whoever else works here
    await line.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    await page.addInitScript((shown) => {
      const eyes = new MutationObserver(() => {
        if (!document.querySelector(`#app ${shown}`)) return
        eyes.disconnect()
        requestIdleCallback(() => (window.usable = performance.now())) // nothing keeps the page busy any more
      })
      eyes.observe(document, { childList: true, subtree: true })
    }, shown)
    await page.goto(told.base)
    await page.waitForFunction(() => window.usable > 0)
    times.push(Math.round(await page.evaluate(() => window.usable)))
    const { metrics } = await line.send('Performance.getMetrics')
    works.push(Math.round(metrics.find((one) => one.name === 'TaskDuration').value * 1000))
    await page.context().close()
  }
  for (const figures of [times, works]) figures.sort((a, b) => a - b)
  measured(`${what} can be used after ms, processor slowed four times (budget 1200)`, `${times[2]} (${times.join(', ')}); its own processor time, slowing included, ${works[2]} (${works.join(', ')})`)
}
await end()
