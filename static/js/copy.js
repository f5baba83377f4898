// The page works without this: a tap on the text selects the whole of it (user-select: all).
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
      button.textContent = button.dataset.done || "Đã chép";
    });
  }
  document.documentElement.classList.add("can-copy");
}
