"""The page's style (样式): the project's colours, for a phone, a desk and A4 paper."""

from __future__ import annotations

from typing import Final

STYLE: Final = """
:root{--ink:#1d2430;--muted:#5b6472;--line:#e4e2dc;--paper:#fff;--ground:#f7f6f3;--accent:#9f2a2a;
--ok:#1b7f4b;--ok-bg:#e8f5ee;--warn:#8a5c00;--warn-bg:#fff6df;--bad:#b42318;--bad-bg:#fdecea;
--wait:#475467;--wait-bg:#eef0f3;--bar:#efece6;--grey:#b9b3a6;
--font:-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.6 var(--font);
font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
main{max-width:980px;margin:0 auto;padding:24px 16px 48px}
h1{font-size:26px;line-height:1.3;margin:0 0 8px}
h2{font-size:20px;line-height:1.35;margin:36px 0 10px}
h3{font-size:17px;line-height:1.4;margin:18px 0 8px}
h4{font-size:15px;margin:14px 0 4px}
p{margin:0 0 8px}ul,ol{margin:0;padding-left:1.4em}li{margin:4px 0}
.en{color:var(--muted);font-size:.68em;font-weight:400;letter-spacing:.01em;white-space:nowrap}
.muted{color:var(--muted);font-size:14px}
.card{background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:16px;
margin-bottom:12px}
.card>:last-child,.card p:last-child{margin-bottom:0}
.card>h3:first-child,.card>h4:first-child{margin-top:0}
.mark{border-left:4px solid var(--accent)}
.correction{border-color:var(--warn);border-left:4px solid var(--warn);background:var(--warn-bg)}
.tag{display:inline-block;border-radius:99px;padding:1px 10px;font-size:13px;font-weight:600;
white-space:nowrap}
.tag.ok{color:var(--ok);background:var(--ok-bg)}.tag.warn{color:var(--warn);background:var(--warn-bg)}
.tag.bad{color:var(--bad);background:var(--bad-bg)}
.tag.wait{color:var(--wait);background:var(--wait-bg)}
.lead{font-size:18px;margin-bottom:16px}.lead .tag{font-size:15px;margin-right:6px}
.elected{display:grid;grid-template-columns:max-content 1fr;gap:4px 20px;margin:0;
align-items:baseline}
.elected dt{color:var(--muted)}.elected dd{margin:0;font-size:22px;font-weight:700;line-height:1.5}
.elected dd>span{display:inline-block}bdi{white-space:nowrap}
.elected .n{font-size:15px;font-weight:400;color:var(--muted)}
.elected .open{font-size:15px;font-weight:400;color:var(--warn)}
.sum{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin:12px 0}
.sum .card{margin:0;padding:12px 16px}.big{font-size:26px;font-weight:700;line-height:1.25}
.eq{padding:8px 0;border-bottom:1px dashed var(--line)}.eq:last-child{border:0;padding-bottom:0}
.eq:first-child{padding-top:0}.eq .sign{font-weight:700;margin-right:6px}
.sign.ok{color:var(--ok)}.sign.bad{color:var(--bad)}
.law{display:block;font-size:13px;line-height:1.5;color:var(--muted);margin-top:2px}
table{border-collapse:collapse;width:100%;font-size:15px}
th{font-weight:600;font-size:13px;color:var(--muted);text-align:left;
border-bottom:1px solid var(--line);padding:6px 8px;white-space:nowrap;vertical-align:bottom}
td{border-bottom:1px solid var(--line);padding:8px;vertical-align:top}
tr:last-child td{border-bottom:0}
.num{text-align:right;white-space:nowrap}td.res{white-space:nowrap}
.votes .bar{min-width:0}th.num{text-align:right}
td.who{font-weight:600}.sex{color:var(--muted);font-weight:400;font-size:13px}
.bar{position:relative;display:block;background:var(--bar);border-radius:4px;height:12px;
min-width:120px;margin-top:5px}
.bar i{position:absolute;left:0;top:0;bottom:0;background:var(--grey);border-radius:4px}
.bar.in i{background:var(--ok)}
.bar u{position:absolute;top:-3px;bottom:-3px;width:2px;background:var(--accent)}
code{font:13px/1.5 ui-monospace,"SFMono-Regular",Consolas,"Liberation Mono",monospace;
background:var(--wait-bg);border-radius:4px;padding:1px 5px;overflow-wrap:anywhere}
.print{font:600 18px/1.5 ui-monospace,Consolas,"Liberation Mono",monospace;letter-spacing:.03em;
background:none;padding:0}
footer{margin-top:32px;border-top:1px solid var(--line);padding-top:12px}
@media (min-width:641px),print{
table.votes{table-layout:fixed}.votes .who{width:15%}.votes .num{width:7%}.votes .share{width:18%}
.votes .bars{width:18%}.votes .res{width:13%}
}
@media (max-width:640px){
main{padding:16px 12px 40px}h1{font-size:23px}h2{font-size:18px;margin-top:28px}.card{padding:14px}
.sum{grid-template-columns:1fr 1fr;gap:8px}.big{font-size:21px}.elected{gap:2px 14px}
.elected dd{font-size:19px}
table.rows thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table.rows,table.rows tbody{display:block}
table.rows tr{display:block;border-bottom:1px solid var(--line);padding:10px 0}
table.rows tr:last-child{border-bottom:0;padding-bottom:0}
table.rows tr:first-child{padding-top:0}
table.rows td{display:flex;gap:12px;justify-content:space-between;border:0;padding:2px 0;
text-align:right;white-space:normal}
table.rows td::before{content:attr(data-head);color:var(--muted);font-size:14px;flex:none;
text-align:left}
table.rows td.who{font-size:18px;text-align:left}table.rows td.who::before{content:none}
table.rows td:empty{display:none}
table.votes tr{display:flex;flex-wrap:wrap;align-items:baseline;column-gap:16px}
table.votes td.who{flex:1 1 60%}
table.votes td.res::before,table.votes td.bars::before,
table.votes td.why::before{content:none}
table.votes td.bars,table.votes td.why{flex:1 0 100%;display:block;text-align:left}
table.votes td.num{gap:5px;order:1}table.votes td.bars{order:2}table.votes td.why{order:3}
table.steps td{display:block;text-align:left}table.steps td::before{display:none}
}
@page{size:A4;margin:16mm 14mm}
@media print{
body{background:#fff;font-size:11pt}main{max-width:none;padding:0}
.card{break-inside:avoid;border-color:#c9c5bc;margin-bottom:8px;padding:10px 12px}
.card.long{break-inside:auto}.mark{border-left-color:var(--accent)}
.sum{grid-template-columns:repeat(auto-fit,minmax(100px,1fr));gap:8px}.big{font-size:17pt}
h2{margin-top:20px}h2,h3,h4{break-after:avoid}tr,.eq{break-inside:avoid}
thead{display:table-header-group}
.muted,.law{font-size:9pt}table{font-size:10pt}
}
"""
"""Colours and radii as in the project's tokens; muted and warn a little darker, for sunlight."""
