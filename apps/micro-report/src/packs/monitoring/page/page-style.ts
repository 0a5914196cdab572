/** Of the page of a shared report: one column on a phone, where rows of tables become cards; paper is wide, since what does not fit on it is lost, and has no buttons. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--ink:#1d2430;--soft:#556070;--line:#d9dee6;--paper:#fff;--ground:#f3f5f8;--act:#1a56c4;--band:#edf2fa;--green:#1b7f4b;--amber:#9a6200;--red:#b3261e;--target:#9db4d6;--actual:#1a56c4}
@media (prefers-color-scheme:dark){:root{--ink:#e8ecf2;--soft:#a2adbb;--line:#38424f;--paper:#1b222c;--ground:#11161d;--act:#7fb0ff;--band:#242e3b;--green:#6fd3a0;--amber:#f0bd62;--red:#ff9d94;--target:#55677f;--actual:#7fb0ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 system-ui,sans-serif;overflow-wrap:break-word}
main{max-width:78rem;margin:0 auto;padding:1.5rem 1rem 4rem}
header,section{background:var(--paper);border:1px solid var(--line);border-radius:.75rem;padding:1.5rem;margin-block-end:1rem}
.logo{display:block;max-height:4rem;max-width:12rem;margin-block-end:.75rem}
.from{margin:0;color:var(--soft);font-weight:600}
h1{margin:.25rem 0 .25rem;font-size:1.8rem;line-height:1.25}
h2{margin:0 0 .75rem;font-size:1.25rem}
h3{margin:1.25rem 0 .25rem;font-size:1rem}
.sub{margin:0 0 1rem;color:var(--soft)}
.mark{display:inline-block;margin:0 0 1rem;padding:.15rem .6rem;border:2px solid var(--red);border-radius:.35rem;color:var(--red);font-weight:700;letter-spacing:.04em}
.note{margin:0 0 1rem;color:var(--red)}
dl{display:grid;grid-template-columns:minmax(9rem,auto) 1fr;gap:.3rem 1rem;margin:0 0 1.25rem;padding-block-start:1rem;border-block-start:1px solid var(--line)}
dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
.acts{display:flex;flex-wrap:wrap;gap:.5rem}
.acts a{font-weight:600;text-decoration:none;color:var(--paper);background:var(--act);border-radius:.5rem;padding:.55rem 1rem}
.toc{margin:1.25rem 0 0;padding:0;list-style:none;columns:14rem;column-gap:1.5rem}
a{color:var(--act)}
:focus-visible{outline:3px solid var(--act);outline-offset:2px}
p,ul{max-width:48rem;margin:0 0 .75rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
th{text-align:start;vertical-align:bottom;font-weight:600;background:var(--band)}
th,td{padding:.45rem .6rem;border-block-end:1px solid var(--line)}
td{vertical-align:top}
.n{text-align:end}td.n{white-space:nowrap}.w{min-width:8.5rem}
.sum td{font-weight:700;border-block-start:2px solid var(--soft)}
.light{font-weight:600;white-space:nowrap}
.light::before{content:"";display:inline-block;width:.7em;height:.7em;border-radius:50%;margin-inline-end:.4em;background:currentColor}
.green{color:var(--green)}.amber{color:var(--amber)}.red{color:var(--red)}.grey{color:var(--soft)}
figure{margin:0 0 1.25rem;max-width:44rem}
figcaption{font-weight:600;margin-block-end:.25rem}
svg{display:block;width:100%;height:auto}
svg text{font:11px system-ui,sans-serif;fill:var(--soft)}
.axis{stroke:var(--line)}
.s0{fill:var(--actual)}.s1{fill:#e09f3e}.s2{fill:#5b9279}.s3{fill:#8f6bb3}
.two .s0{fill:var(--target)}.two .s1{fill:var(--actual)}
.key{display:flex;flex-wrap:wrap;gap:.25rem 1rem;font-size:.85rem;color:var(--soft);list-style:none;padding:0;margin:.25rem 0 0}
.key svg{width:.8em;height:.8em;display:inline-block;margin-inline-end:.35em}
footer{color:var(--soft);font-size:.85rem;overflow-wrap:anywhere}
@media (max-width:44rem){
main{padding:0 0 2rem}header,section{border-radius:0;border-inline:0;padding:1.1rem}
h1{font-size:1.45rem}dl{grid-template-columns:1fr;gap:0}dd{margin-block-end:.5rem}
.scroll{overflow:visible}table,tbody,tr,td{display:block;width:100%}thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr{border:1px solid var(--line);border-radius:.5rem;margin-block-end:.75rem;padding:.35rem .25rem}
td{border:0;min-width:0;display:grid;grid-template-columns:minmax(7rem,40%) 1fr;gap:.5rem;padding:.2rem .5rem;text-align:start;white-space:normal}
td.n{text-align:start}[dir=rtl] td>bdi{text-align:right}
td:empty{display:none}td::before{content:attr(data-label);color:var(--soft);font-weight:400}
.sum td{border:0}
}
@media print{
@page{size:A4 landscape;margin:12mm}body{background:none;font-size:9.5pt}
table{font-size:8pt}th,td{padding:.25rem .35rem}.w{min-width:0}
main{max-width:none;padding:0}header,section{border:0;padding:0;margin-block-end:8mm}
.acts,.toc{display:none}tr,figure{break-inside:avoid}h2,h3{break-after:avoid}.scroll{overflow:visible}
}
`;
