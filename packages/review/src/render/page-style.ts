/** Style of the HTML page: light and dark, from a telephone's width on. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--text:#1f2933;--page:#fff;--line:#d5dde5;--soft:#f4f7fa;
--added:#1a7f37;--removed:#b42318;--changed:#8a5a00}
@media(prefers-color-scheme:dark){:root{--text:#e4e9ee;--page:#14181c;--line:#38424c;--soft:#1d2329;
--added:#57c777;--removed:#ff8a7e;--changed:#e3b04b}}
*{box-sizing:border-box}
body{margin:0;font:15px/1.5 ui-sans-serif,system-ui,sans-serif;color:var(--text);background:var(--page)}
main{max-width:1240px;margin:0 auto;padding:20px 16px 60px}
h1{font-size:22px;margin:0 0 12px;overflow-wrap:anywhere}
h2{font-size:17px;margin:32px 0 8px}
.verdict{padding:12px 14px;border-left:5px solid;background:var(--soft);font-weight:600;margin:0}
.calm{border-color:var(--added)}.broader{border-color:var(--changed)}.verdict.danger{border-color:var(--removed)}
.approval{font-weight:600;color:var(--changed)}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:6px}
.picture svg{display:block;margin:0 auto;max-width:max(100%,760px);height:auto}
table{border-collapse:collapse;width:100%;font-size:13px}
th,td{text-align:left;vertical-align:top;padding:6px 10px;border-top:1px solid var(--line);overflow-wrap:break-word;min-width:40px}
td:first-child{min-width:24px}
thead th{border-top:0;background:var(--soft);white-space:nowrap}
tr.added td:first-child,.legend .added{color:var(--added);font-weight:600}
tr.removed td:first-child,.legend .removed{color:var(--removed);font-weight:600}
tr.changed td:first-child,.legend .changed{color:var(--changed);font-weight:600}
tr.danger td{color:var(--removed)}
.legend span{margin-right:14px}
td[data-label=""]{white-space:nowrap}
.amount{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
@media(max-width:700px){
thead{display:none}
table,tbody,tr,td{display:block}
tr{position:relative;padding:8px 12px;border-top:1px solid var(--line)}
tr:first-child{border-top:0}
td{padding:1px 0;border:0;text-align:left;overflow-wrap:anywhere}
td:empty{display:none}
td:not([data-label=""])::before{content:attr(data-label) ": ";font-weight:400;color:var(--text);opacity:.7}
.amount{text-align:left}
td[data-label=""]:first-child{position:absolute;left:12px}
tr:has(td[data-label=""]:first-child){padding-left:32px}
}
`.replaceAll("\n", "");
