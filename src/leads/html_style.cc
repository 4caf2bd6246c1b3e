#include "leads/html_sections.h"

namespace qy {

// Contrast of every text colour on its ground is 4.5:1 or better (WCAG 2.2 AA), in light, in dark and on
// paper.
const Html& html_style() {
  static const Html style = [] {
    Html css;
    css.raw(R"css(
:root{color-scheme:light dark;--ink:#18212c;--soft:#4c5866;--line:#d9dfe7;--paper:#fff;--ground:#f4f6f9;--tint:#f0f4fa;
--primary:#1d5fb4;--red:#a8201a;--red-bg:#fdeeec;--yellow:#745000;--yellow-bg:#fff4d6;--blue:#1d5fb4;--blue-bg:#e8f0fb;
--fill-red:#b83a33;--fill-yellow:#c98a00;--fill-blue:#4a86d4;--fill-plain:#1d5fb4;--fill-missing:#9aa6b4;--good:#eef6f0;--good-line:#4f8a63}
@media (prefers-color-scheme:dark){:root{--ink:#e6ebf1;--soft:#a9b5c3;--line:#36414e;--paper:#1a2129;--ground:#12171d;--tint:#202a35;
--primary:#7fb4f5;--red:#ff9d95;--red-bg:#3b1f1e;--yellow:#f0c45c;--yellow-bg:#362b10;--blue:#8dbcf7;--blue-bg:#1b2c42;
--fill-red:#e0685f;--fill-yellow:#d9a62e;--fill-blue:#6aa7f0;--fill-plain:#6aa7f0;--fill-missing:#5f6b79;--good:#1b2a22;--good-line:#6fae86}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:1rem}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.75 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",
"WenQuanYi Micro Hei",system-ui,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
main{max-width:1040px;margin:0 auto;padding:28px 28px 64px}
a{color:var(--primary);text-decoration:none}a:hover{text-decoration:underline}
a:focus-visible,summary:focus-visible{outline:2px solid var(--primary);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--paper);padding:6px 12px;z-index:2}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
h1,h2,h3,h4,p,ul,ol,dl,dd,figure{margin:0}
h1{font-size:30px;line-height:1.3;font-weight:700;letter-spacing:.02em}
h2{font-size:20px;line-height:1.4;margin:44px 0 12px}
h3{font-size:17px;line-height:1.5}
h4{font-size:13px;color:var(--soft);font-weight:600;margin-bottom:4px}
small{font-size:.74em;font-weight:400;color:var(--soft);letter-spacing:0}
h4 small{font-size:.92em}
ul,ol{padding-left:1.3em}
code{font:12px/1.5 ui-monospace,"DejaVu Sans Mono",Consolas,monospace;color:var(--soft)}
.ref,.src{font-size:12.5px;color:var(--soft)}.src{margin-left:.5em}
.num{text-align:right;white-space:nowrap}
.print{display:none}
)css");
    css.raw(R"css(
.top{border-bottom:3px solid var(--primary);padding-bottom:16px}
.kicker{color:var(--primary);font-weight:600;font-size:13px;letter-spacing:.12em}
.facts{display:flex;flex-wrap:wrap;gap:2px 22px;color:var(--soft);font-size:14px;margin-top:6px}
.notice{margin:18px 0;padding:12px 18px;background:var(--tint);border-left:4px solid var(--primary);font-size:14.5px}
.notice [lang=en]{font-size:12.5px;color:var(--soft)}
.tiles{display:grid;grid-template-columns:1fr 1fr 1.6fr 1.15fr;gap:14px}
.tiles>div{background:var(--paper);border:1px solid var(--line);border-radius:6px;padding:14px 16px}
.tiles dt{font-size:13px;color:var(--soft)}.tiles b{font-size:28px;line-height:1.3;font-weight:700}
.tiles .sub{font-size:13px;color:var(--soft);line-height:1.7}
.tiles .key{border-color:var(--primary);border-width:2px;padding:13px 15px}.tiles .key b{color:var(--primary)}
.how ol{padding-left:1.2em}.how li{margin-bottom:4px}
.band{display:inline-block;white-space:nowrap;font-size:12.5px;line-height:1.5;font-weight:600;padding:0 7px;border-radius:3px;border:1px solid}
.band.red{color:var(--red);background:var(--red-bg)}.band.yellow{color:var(--yellow);background:var(--yellow-bg)}
.band.blue{color:var(--blue);background:var(--blue-bg)}
.nowrap{white-space:nowrap;margin-right:.8em}.status{font-size:13px;color:var(--soft);white-space:nowrap}
table{border-collapse:collapse;width:100%;background:var(--paper)}
th{font-size:12.5px;font-weight:600;color:var(--soft);text-align:left;white-space:nowrap;background:var(--tint)}
th.num{text-align:right}
th,td{padding:7px 10px;border-bottom:1px solid var(--line);vertical-align:top}
.rows td,.rows th{font-size:13.5px;padding:5px 10px}
.list{border:1px solid var(--line)}
.list tbody tr:hover{background:var(--tint)}
.list td{padding:9px 10px}.list .what{width:99%}
.list .what a{font-weight:600}.list .label{display:block;font-size:13.5px;color:var(--soft)}
.say{display:block;font-size:13.5px;line-height:1.6}.others .src{margin-left:0}
.money{font-weight:600;white-space:nowrap}
.tick{text-align:center}
.box{display:inline-block;width:14px;height:14px;border:1.5px solid var(--soft);border-radius:2px;background:var(--paper);vertical-align:-2px}
details{margin-top:10px}summary{cursor:pointer;color:var(--primary);font-size:14px;padding:3px 0}
.charts{display:grid;grid-template-columns:1fr 1fr;gap:14px;align-items:start}.charts>div{display:grid;gap:14px}
h2+p{margin-bottom:10px}
figure{background:var(--paper);border:1px solid var(--line);border-radius:6px;padding:14px 16px}
figcaption{font-weight:600;margin-bottom:8px}
svg{display:block;width:100%;height:auto}svg.defs{position:absolute;width:0;height:0}
svg text{font-size:12.5px;fill:var(--ink)}svg .label{fill:var(--soft)}
.axis{stroke:var(--line);stroke-width:1.5}
.fill-red{fill:var(--fill-red)}.fill-yellow{fill:var(--fill-yellow)}.fill-blue{fill:var(--fill-blue)}
.fill-plain{fill:var(--fill-plain)}.fill-missing{fill:var(--fill-missing)}.hatch{fill:url(#hatch)}.dots{fill:url(#dots)}
.caption{font-size:12.5px;color:var(--soft);margin-top:6px}
.swatch{display:inline-block;width:14px;height:10px;margin-right:5px;background:var(--fill-plain)}
.swatch.red{background:var(--fill-red)}.swatch.yellow{background:repeating-linear-gradient(45deg,var(--fill-yellow) 0 3px,var(--paper) 3px 5px)}
.swatch.blue{background:radial-gradient(circle,var(--paper) 1px,var(--fill-blue) 1.4px) 0 0/4px 4px}
.swatch.missing{background:repeating-linear-gradient(45deg,var(--fill-missing) 0 3px,var(--paper) 3px 5px)}
.data{margin-top:6px}
)css");
    css.raw(R"css(
.finding{background:var(--paper);border:1px solid var(--line);border-left:5px solid var(--fill-blue);border-radius:6px;padding:20px 24px 16px;margin-bottom:22px}
.finding.red{border-left-color:var(--fill-red)}.finding.yellow{border-left-color:var(--fill-yellow);border-left-style:double}
.finding.blue{border-left-style:dashed}
.finding>header{display:flex;gap:16px;align-items:flex-start}
.finding>header>div:nth-child(2){flex:1}
.rank{font-size:26px;line-height:1.1;font-weight:700;color:var(--primary);min-width:1.4em}
.finding .label{color:var(--soft);font-size:14px}
.side{text-align:right;white-space:nowrap}.side .money{font-size:18px;line-height:1.4}
.sentence{font-size:16.5px;line-height:1.8;margin-top:12px}
.sentence-en{font-size:13px;color:var(--soft);line-height:1.6}
.finding section{margin-top:14px}
.cols{display:grid;grid-template-columns:1.2fr 1fr;gap:0 22px}
.finding li{font-size:14px;line-height:1.7}
.innocent{background:var(--good);border-left:3px solid var(--good-line);padding:8px 14px 10px}
.cols section:last-child{padding:8px 0 10px}
.figures dl{display:flex;flex-wrap:wrap;gap:4px 26px}.figures dl div{display:flex;gap:8px;align-items:baseline;font-size:14px}
.figures .line{flex-basis:100%}.figures dt{color:var(--soft)}.figures dd{font-weight:600}.figures .line dd{font-weight:400}
.evidence table{border:1px solid var(--line)}.evidence td,.evidence th{font-size:13px;padding:4px 10px}
.evidence .at{width:45%}.file{word-break:break-all}
.basis ul{list-style:none;padding:0}.basis li{font-size:13.5px}
.next p{font-size:14.5px}
.exits{margin-top:14px;padding:10px 14px;background:var(--tint);border-radius:4px}
.exits ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:4px 22px}
.exits .box{margin-right:6px}.exits em{font-style:normal;font-size:12px;color:var(--soft);margin-left:5px}
.exits em::before{content:"（"}.exits em::after{content:"）"}
.sign{display:none}
.settled{font-size:14px;margin-top:6px}
.score{font-size:12.5px;color:var(--soft);line-height:1.7;margin-top:12px}.score b{color:var(--ink)}
.finding>.ref{margin-top:2px}
.gathering{background:var(--paper);border:1px solid var(--line);border-left:5px dashed var(--fill-yellow);border-radius:6px;padding:12px 18px;margin-top:12px}
.gathering.urgent_lead{border-left:5px solid var(--fill-red)}
.gathering>header{display:flex;flex-wrap:wrap;gap:4px 16px;justify-content:space-between}.gathering .subject{font-size:15.5px;color:var(--ink)}
.gathering .level{font-weight:700}.gathering .sentence{font-size:15px;margin-top:4px}.parts{margin-top:8px;font-size:14px}
.topics .sum td{font-weight:700;border-top:2px solid var(--line)}.topics .wrap{white-space:normal;min-width:4.6em}
.others h3{margin-top:28px}.exit th{background:var(--tint);padding-top:9px;color:var(--ink)}
.register{background:var(--paper);border:1px solid var(--line);border-radius:6px;padding:14px 18px;margin-top:12px}.register h4{margin-top:10px}.register>p{font-size:14.5px}
.lack{background:var(--yellow-bg);padding:6px 12px;margin-top:8px}
.answerable h3{margin:22px 0 8px}.yes{color:var(--good-line);font-weight:600}.some{color:var(--yellow);font-weight:600}.no{color:var(--red);font-weight:600}.ask td:first-child{width:56%}
.gatherings h3{margin-top:30px}.gatherings .innocent{margin:8px 0}.gatherings .innocent li,.gatherings .next{font-size:14px}
.card{background:var(--paper);border:1px solid var(--line);border-radius:6px;padding:8px 16px;margin-top:8px}
.card summary{color:var(--ink);font-size:14.5px}.card h4{margin-top:10px}.card p,.card li{font-size:14px}
.card .ref{margin:10px 0 4px}
.method dl{background:var(--paper);border:1px solid var(--line);border-radius:6px;padding:14px 18px;display:grid;grid-template-columns:7em 1fr;gap:6px 12px;font-size:14px}
.method dt{font-weight:600}
.end{margin-top:40px;padding-top:14px;border-top:1px solid var(--line);color:var(--soft);font-size:13px}
nav{display:none}
@media screen and (min-width:1340px){body{display:grid;grid-template-columns:220px minmax(0,1fr)}
nav{display:block;position:sticky;top:0;align-self:start;padding:40px 0 0 28px;font-size:14px}
nav p{font-weight:600;color:var(--soft);font-size:12.5px;letter-spacing:.1em}nav ol{list-style:none;padding:0;margin-top:8px}
nav a{display:flex;justify-content:space-between;gap:8px;color:var(--ink);padding:4px 10px;border-left:2px solid var(--line)}
nav a:hover{border-color:var(--primary);background:var(--tint);text-decoration:none}nav span{color:var(--soft)}}
@media screen and (max-width:760px){main{padding:16px 14px 40px}.tiles,.charts,.cols{grid-template-columns:1fr}.finding{padding:16px}
.finding>header{flex-wrap:wrap}.side{text-align:left}.method dl{grid-template-columns:1fr}.list td:nth-child(n+5),.list th:nth-child(n+5){display:none}.list td,.rows td{padding:7px 6px}}
)css");
    css.raw(R"css(
@page{size:A4;margin:13mm 15mm 15mm;@bottom-center{content:counter(page) " / " counter(pages);font-size:9pt;color:#555}
@bottom-left{content:"疑点是对记录的提问，不是指控";font-size:8pt;color:#555}}
@media print{
:root{color-scheme:light;--ink:#000;--soft:#3d4650;--line:#b9c0c9;--paper:#fff;--ground:#fff;--tint:#f3f5f8;--primary:#1d5fb4;--red:#a8201a;
--red-bg:#fff;--yellow:#745000;--yellow-bg:#fff;--blue:#1d5fb4;--blue-bg:#fff;--fill-red:#b83a33;--fill-yellow:#c98a00;--fill-blue:#4a86d4;
--fill-plain:#1d5fb4;--fill-missing:#9aa6b4;--good:#f4f8f5;--good-line:#4f8a63}
body{display:block;font-size:9.4pt;line-height:1.5;background:#fff;-webkit-print-color-adjust:exact;print-color-adjust:exact}
main{max-width:none;padding:0}nav,.skip,.screen{display:none}.print{display:block}
a{color:inherit}
h1{font-size:20pt}h2{font-size:13.5pt;margin:20pt 0 7pt;break-after:avoid}h3{font-size:11.5pt}h4{font-size:8.6pt;margin-bottom:1pt}
.tiles{gap:7pt}.tiles>div{padding:7pt 9pt}.tiles .key{padding:6pt 8pt}.tiles b{font-size:16pt}.tiles dt,.tiles .sub,.facts,.status{font-size:8.4pt}
.notice{font-size:9.4pt;padding:6pt 10pt;margin:9pt 0}.notice [lang=en]{font-size:8pt}
thead{display:table-header-group}tr,li,.judged,.tiles,.notice,.exits,.cols>section{break-inside:avoid}
th,.rows td,.rows th,.list .label,.say{font-size:8.6pt}th,td,.list td{padding:3.2pt 6pt}.ref,.src,.caption,.score,code{font-size:7.8pt}
.list tbody tr:hover{background:none}.band{font-size:8.4pt;padding:0 4pt}
.charts{display:block}figure{break-inside:auto}figure svg{max-width:118mm}figcaption,figure svg{break-after:avoid}.judged .data{display:none}.charts>div{display:block}.charts figure{margin-bottom:8pt}.data small{display:none}figure{padding:8pt 9pt}
details>summary{list-style:none;color:var(--soft)}details.data,details.data>summary{font-size:8pt}
details::details-content{content-visibility:visible;display:block;height:auto;opacity:1}
.finding{break-inside:avoid;padding:8pt 12pt 6pt;margin-bottom:9pt}.finding>header{gap:9pt}
.rank{font-size:16pt}.side .money{font-size:12pt}.sentence{font-size:10.8pt;margin-top:6pt;line-height:1.65}.sentence-en,.finding .label{font-size:8.4pt}
.finding section{margin-top:5pt}.finding li,.next p,.figures dl div,.basis li,.settled{font-size:9pt;line-height:1.5}
.innocent,.cols section:last-child{padding:4pt 9pt 5pt}.cols section:last-child{padding-left:0}
.evidence td,.evidence th{font-size:8.2pt;padding:1.6pt 6pt}
.exits{margin-top:6pt;padding:4pt 9pt 6pt;background:none;border:1px solid var(--line)}.exits em{font-size:7.8pt}
.sign{display:flex;gap:5pt;align-items:flex-end;margin-top:6pt;font-size:8.6pt;color:var(--soft)}
.sign i{flex:1;border-bottom:.6pt solid var(--soft);height:11pt}.sign .long{flex:3}
.figures,.basis,.next,.evidence{display:grid;grid-template-columns:5.6em 1fr}.finding>section small{display:none}
.exits h4{float:left;margin-right:1.2em}.exits ul{gap:1pt 11pt}.exits li{font-size:8.6pt}.exits .box{width:9pt;height:9pt;margin-right:3pt}.sign{clear:both}.score{margin-top:4pt;line-height:1.5}.card{padding:4pt 9pt;break-inside:avoid}.card p,.card li,.card summary,.method dl{font-size:8.8pt}.card h4{margin-top:4pt}
.how h2,.method h2{margin-top:12pt}
.gathering{padding:6pt 10pt;margin-top:6pt;break-inside:avoid}.gathering .subject{font-size:10pt}.gathering .sentence{font-size:9.6pt}.parts,.gatherings .innocent li,.gatherings .next{font-size:9pt}
.topics .src{font-size:8.6pt}.answerable h3{margin:10pt 0 4pt;break-after:avoid}.others h3{margin-top:10pt;break-after:avoid}.exit{break-after:avoid}.register{padding:6pt 10pt;margin-top:6pt}.register>p{font-size:9.2pt}.register h3{margin:0;break-after:avoid}
.gatherings h3{margin-top:12pt;break-after:avoid}.gatherings .innocent{break-inside:avoid}
}
)css");
    return css;
  }();
  return style;
}

}  // namespace qy
