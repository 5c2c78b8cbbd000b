// History: an address such as /history#d5 leads to that decision, also where it stands on another page.
"use strict";

const sought = location.hash.slice(1);
if (/^d\d+$/.test(sought) && !document.getElementById(sought)) location.replace(`/history?id=${sought}`);
