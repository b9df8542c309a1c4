// Signing out deletes what this device keeps of texts that were not sent yet; the server has the drafts.
for (const form of document.querySelectorAll('form[action="/konto/abmelden/"]')) {
  form.addEventListener("submit", () => {
    for (const name of Object.keys(localStorage)) if (name.startsWith("draft ")) localStorage.removeItem(name);
  });
}
