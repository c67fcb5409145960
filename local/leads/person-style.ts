/** The look of what a person gets of their data: black on white on paper, the reader's own colours on a screen; a table's rows become cards on a phone. */
export const PERSON_STYLE = `
:root{color-scheme:light dark;--ink:#1f2a24;--soft:#566159;--paper:#fff;--line:#d5d9d0;--wash:#f3f5f0}
@media (prefers-color-scheme:dark){:root{--ink:#e8ede8;--soft:#aab5ad;--paper:#1b211d;--line:#3a443d;--wash:#242c27}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
main{max-width:56rem;margin:0 auto;padding:2rem 1.25rem 4rem;overflow-wrap:anywhere}
h1{font-size:1.625rem;line-height:1.2;margin:0 0 .5rem;text-wrap:balance}
h2{font-size:1.25rem;line-height:1.3;margin:2.5rem 0 .75rem;padding-top:1rem;border-top:1px solid var(--line)}
h3{font-size:1rem;margin:1.25rem 0 .375rem}
p{margin:0 0 .75rem}.soft{color:var(--soft)}
dl{display:grid;grid-template-columns:minmax(8rem,14rem) minmax(0,1fr);gap:.25rem 1.25rem;margin:0}
dt{color:var(--soft)}dd{margin:0;white-space:pre-line}
table{border-collapse:collapse;width:100%;margin:0 0 1rem;overflow-wrap:break-word}
th{text-align:left;color:var(--soft);font-weight:600}th,td{padding:.375rem 1rem .375rem 0;border-bottom:1px solid var(--line);vertical-align:top}
td:first-child{min-width:9rem}
.letter,pre{white-space:pre-wrap;background:var(--wash);padding:1rem;border-radius:.5rem;margin:0}
pre{font:.8125rem/1.45 ui-monospace,monospace}
summary{margin:2.5rem 0 .75rem;font-weight:600;cursor:pointer}
@media (max-width:36rem){dl{grid-template-columns:1fr;gap:0}dd{margin:0 0 .5rem}thead{position:absolute;clip-path:inset(50%)}tr{display:block;padding:.5rem 0;border-bottom:1px solid var(--line)}td{display:block;border:0;padding:0}td:not(:first-child)::before{content:attr(data-of);color:var(--soft)}td:first-child{color:var(--soft)}}
@media print{:root{--ink:#000;--soft:#333;--paper:#fff;--line:#999;--wash:#fff}main{max-width:none;padding:0}h2,h3{break-after:avoid}tr,section{break-inside:avoid}}`;
