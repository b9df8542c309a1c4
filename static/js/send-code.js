// Sends a form by itself when the last digit of its code is typed or pasted; a button does the same. Never twice.
const DIGITS = 6;
// After that the answer is lost, and one may try again.
const PATIENCE = 10_000;
const SEPARATORS = /[\s.\-\u2010-\u2015]/g;

const isComplete = (code) => code.replace(SEPARATORS, "").search(`^\\d{${DIGITS}}$`) === 0;

function watchCode(field) {
  const { form } = field;
  let sentAt = -PATIENCE;
  document.getElementById(`${field.id}_helptext`)?.append(" Nach der sechsten Ziffer geht es von selbst weiter.");
  field.addEventListener("input", () => isComplete(field.value) && form.checkValidity() && form.requestSubmit());
  form.addEventListener("submit", (event) => {
    if (event.timeStamp - sentAt < PATIENCE) event.preventDefault();
    else sentAt = event.timeStamp;
  });
  addEventListener("pageshow", () => (sentAt = -PATIENCE));
  // A code that was refused is replaced by what is typed next, not mended digit by digit.
  if (field.value) field.select();
}

for (const field of document.querySelectorAll("input[data-sends]")) watchCode(field);
