/**
 * The look of our pages: one sheet of paper, one accent, the reader's own font and colour scheme. On a phone the sheet
 * is the whole screen. Each colour stands at least 4.5 : 1 from what it is read on, in the light and in the dark.
 */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1f2a24;--soft:#566159;--ground:#f3f4ee;--paper:#fff;--line:#dde0d8;--edge:#808a83;--leaf:#1f6b45;--on-leaf:#fff;--wash:#eef5ef;--warn:#9a3412;--warn-wash:#fdf1e8}
@media (prefers-color-scheme:dark){:root{--ink:#e8ede8;--soft:#aab5ad;--ground:#121613;--paper:#1b211d;--line:#333c36;--edge:#7b887f;--leaf:#84cda2;--on-leaf:#10231a;--wash:#212c25;--warn:#fdba74;--warn-wash:#33261a}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;background:var(--paper);color:var(--ink);font:1.0625rem/1.55 system-ui,sans-serif}
main{max-width:36rem;margin:0 auto;padding:2rem 1.25rem 3rem;overflow-wrap:anywhere}
h1{font-size:1.625rem;line-height:1.2;letter-spacing:-.01em;margin:0 0 .75rem;text-wrap:balance}
h2{font-size:1.125rem;line-height:1.3;margin:0 0 .75rem}
p{margin:0 0 1rem}.soft{color:var(--soft);font-size:.9375rem;font-weight:400}button+.soft{margin-top:.75rem}main>:last-child,form>:last-child{margin-bottom:0}
.warn{color:var(--warn);background:var(--warn-wash);padding:.625rem .875rem;border-radius:.5rem;font-weight:600}
form{margin:1.5rem 0}
.first{padding:1.25rem;background:var(--wash);border-radius:.75rem}section.first{margin:1.5rem 0}section.first form{margin:0}.first>:last-child{margin-bottom:0}
label{display:block;margin:0 0 .25rem;font-weight:600}
input,select,textarea{display:block;width:100%;min-height:2.875rem;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--edge);border-radius:.5rem;padding:.5rem .75rem;margin:0 0 1rem}
fieldset{border:0;margin:0 0 1rem;padding:0}legend{padding:0;margin:0 0 .25rem;font-size:1.125rem;font-weight:600}
.choice{display:flex;align-items:center;gap:.75rem;min-height:2.75rem;margin:0;padding:.25rem 0;font-weight:400}.line{display:block}.line+.line{margin-top:.25rem}.choice:has(.line){align-items:flex-start;padding:.5rem 0}.choice:has(.line) input{margin-top:.1875rem}
input[type=radio],input[type=checkbox]{flex:none;width:1.25rem;height:1.25rem;min-height:0;margin:0;padding:0;accent-color:var(--leaf)}
button{display:block;width:100%;min-height:3rem;font:inherit;font-weight:600;border:1px solid var(--leaf);border-radius:.5rem;padding:.625rem 1.25rem;background:var(--leaf);color:var(--on-leaf);cursor:pointer}
[hidden]{display:none}button:hover{filter:brightness(1.08)}
details button{background:transparent;color:var(--leaf)}
button.quiet{background:transparent;color:var(--leaf)}
.buttons+.soft{margin:0}.buttons{display:grid;grid-template-columns:1fr 1fr;gap:.625rem;margin:0 0 .75rem}.buttons button{width:100%;padding:.5rem .625rem;line-height:1.25}
.lead{padding:1.25rem 0;border-top:1px solid var(--line)}.lead h3{margin:0 0 .25rem;font-size:1.125rem;line-height:1.3}.lead p{margin:0 0 .5rem}.lead form{margin:.75rem 0 0}.lead details{border:0}
.rows{list-style:none;margin:0 0 1.25rem;padding:0}.rows li{padding:.625rem 0;border-top:1px solid var(--line)}.rows div{font-size:.9375rem;color:var(--soft)}.row+h2,details+h2{margin-top:1.75rem}.row{padding:.875rem 0;margin:0;border-top:1px solid var(--line)}
.noted{background:var(--wash);padding:.625rem .875rem;border-radius:.5rem;font-weight:600}.noted .plain{margin:0;font-weight:400}.ways a{display:inline-block;padding:.625rem 0;margin-right:1.25rem}
.late{color:var(--warn);font-weight:600}
.story,.plain{list-style:none;margin:0 0 1.25rem;padding:0}.plain li{margin:0 0 .375rem}
.story li{display:flex;gap:.875rem;padding:.375rem 0;border-top:1px solid var(--line)}.story div{flex:1;min-width:0}.hour{flex:none;color:var(--soft);font-variant-numeric:tabular-nums}
.story .tried{flex-wrap:wrap;gap:0 .875rem}.tried div{flex:1 1 14rem}
h3{font-size:1rem;margin:1.25rem 0 .375rem}
.badge{display:inline-block;padding:0 .5rem;border-radius:1rem;background:var(--wash);color:var(--leaf);font-weight:600;font-size:.9375rem}
iframe{display:block;width:100%;height:75vh;margin:0 0 1rem;border:1px solid var(--line);border-radius:.5rem;background:#fff;color-scheme:light}
.facts{display:grid;grid-template-columns:fit-content(40%) minmax(0,1fr);gap:.375rem 1.25rem;margin:0 0 1.5rem}
dt{color:var(--soft)}dd{margin:0}dd,.brief{white-space:pre-line}
details{border-top:1px solid var(--line)}
summary{padding:.875rem 0;font-weight:600;cursor:pointer}
details form{margin:.25rem 0 1.5rem}details .facts{margin:.25rem 0 1rem}
a{color:var(--leaf)}:focus-visible{outline:3px solid var(--leaf);outline-offset:2px}
@media (min-width:40rem){main:has(iframe){max-width:44rem}body{background:var(--ground);padding:8vh 1.5rem}main{background:var(--paper);border:1px solid var(--line);border-radius:1rem;padding:2.5rem}button{width:auto}.first button{width:100%}}`;
