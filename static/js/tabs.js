// Where the tabs do not fit on one row, the current one is in sight.
const current = document.querySelector(".tabs [aria-current]");
const row = current?.closest("ul");
if (row) row.scrollLeft += current.getBoundingClientRect().left - row.clientWidth / 3;
